// What walking one piece of a document collects.
import { readExtensions, type KeyEntry } from "../../annotations/index.js";
import type { Problem } from "../../base/problem.js";
import { range, type TextRange } from "../../base/range.js";
import type { Annotation, Suppression } from "../../model/annotation.js";
import type { Container, FieldDeclaration } from "../../model/field.js";
import type { Answers } from "./answers.js";
import { describe, type Description } from "./describe.js";
import type { ParsedDocument } from "./document.js";
import type { Operation } from "./model.js";
import type { References, Target } from "./refs.js";
import { child, maxDepth } from "./tree.js";
import type { ScalarNode, TreeNode } from "./tree.js";

/** Everything found in one piece; offsets are those of the reading it came from. */
export interface UnitResult {
  readonly fields: FieldDeclaration[];
  readonly containers: Container[];
  readonly problems: Problem[];
  readonly suppressions: Suppression[];
  readonly operations: Operation[];
}

/** References a piece makes, with what each answered: the piece can be re-used while the answers stay the same. */
export type Dependencies = Map<string, string>;

export class Unit implements UnitResult {
  readonly fields: FieldDeclaration[] = [];
  readonly containers: Container[] = [];
  readonly problems: Problem[] = [];
  readonly suppressions: Suppression[] = [];
  readonly operations: Operation[] = [];
  readonly dependencies: Dependencies = new Map();
  /** Schema objects already walked: an aliased mapping or a loop of aliases is walked once. */
  readonly visited = new Set<TreeNode>();
  readonly refs: References;
  readonly #checked = new Set<TreeNode>();

  constructor(readonly document: ParsedDocument, readonly answers: Answers) {
    this.refs = answers.refs;
  }

  /** The node behind aliases, with a problem where there is none. */
  actual(node: TreeNode | undefined): TreeNode | undefined {
    if (node?.kind !== "alias") return node;
    const place = { document: this.document, node };
    const problem = this.refs.aliasProblem(place);
    if (problem) this.#once(node, problem);
    return this.refs.dealias(place)?.node;
  }

  describe(node: TreeNode): Description {
    return describe({ document: this.document, node }, this.refs);
  }

  /** Follows a $ref of this piece, notes the dependency and reports a broken one. */
  follow(node: TreeNode | undefined): Target | undefined {
    const ref = child(node, "$ref");
    if (ref?.kind !== "scalar") return undefined;
    const target = this.refs.target(ref.value, this.document);
    const problem = this.refs.problemOf(ref, target);
    if (problem) this.#once(ref, problem);
    if (!this.dependencies.has(ref.value)) this.dependencies.set(ref.value, this.answers.fingerprint(ref.value));
    return target;
  }

  /** Annotations of an object's own `x-` keys; suppressions there cover the declaration. */
  annotations(node: TreeNode | undefined, scope: TextRange): readonly Annotation[] {
    if (node?.kind !== "map") return [];
    const keys = node.entries.filter(entry => entry.key.startsWith("x-")).map((entry): KeyEntry => ({
      key: entry.key, value: plainValue(entry.value, 0), range: range(entry.keyStart, Math.max(entry.value.end, entry.keyEnd)),
      valueRange: range(entry.value.start, entry.value.end),
    }));
    if (keys.length === 0) return [];
    const reading = readExtensions(keys);
    if (!this.#checked.has(node)) {
      this.#checked.add(node);
      this.problems.push(...reading.problems);
      this.suppressions.push(...reading.suppressions.map(({ wholeFile: _wholeFile, ...suppression }) => ({ ...suppression, scope })));
    }
    return reading.annotations;
  }

  #once(node: TreeNode, problem: Problem): void {
    if (this.#checked.has(node)) return;
    this.#checked.add(node);
    this.problems.push(problem);
  }
}

/** The value JSON would give, for what annotations read; deep or aliased parts are left out. */
export function plainValue(node: TreeNode, depth: number): unknown {
  if (depth > Math.min(maxDepth, 12)) return undefined;
  switch (node.kind) {
    case "scalar": return plainScalar(node);
    case "seq": return node.items.map(item => plainValue(item, depth + 1));
    case "map": return Object.fromEntries(node.entries.map(entry => [entry.key, plainValue(entry.value, depth + 1)]));
    case "alias": return undefined;
  }
}

function plainScalar({ value, quoted }: ScalarNode): unknown {
  if (quoted) return value;
  if (value === "" || value === "null" || value === "~") return null;
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}
