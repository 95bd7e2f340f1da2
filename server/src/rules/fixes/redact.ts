// Redacting at the call: with a redactor of the project, else with a mask that is added to it.
import { isJsxAttribute, isShorthandPropertyAssignment } from "../../compiler/ast.js";
import type { TextEdit } from "../../base/text-edit.js";
import type { Flow } from "../../model/flow.js";
import type { FileEdit } from "../../model/finding.js";
import type { FlowContext } from "../rule.js";
import type { CarriedCall, Carrier } from "./carriers.js";
import { importOf, isCommonJs } from "./imports.js";
import { maskHelper } from "./mask-helper.js";
import { redactorsFor, type Redactor } from "./redactors.js";
import { rangeOf, textOf } from "./tree.js";

export interface Redaction {
  readonly edits: readonly FileEdit[];
  /** Names of the functions used. */
  readonly by: string;
  readonly isNew: boolean;
}

/** Ways to redact all carriers: with what the project has, and with a new helper where it has nothing. */
export function redactions(carried: CarriedCall, carriers: readonly Carrier[], flow: Flow, context: FlowContext): readonly Redaction[] {
  if (carriers.length === 0 || !carriers.every(({ kind, node }) => kind === "value" && !isJsxAttribute(node.parent))) return [];
  const chosen = new Map<Carrier, Redactor>();
  let create: FileEdit | undefined;
  for (const carrier of carriers) {
    const source = flow.sources.find((one) => carrier.fields.includes(one.source.name))?.source;
    if (source === undefined) return [];
    const [own] = redactorsFor(source, context);
    const helper = own === undefined ? maskHelper(source.classification.category, carried.file, styleOf(carried), context) : undefined;
    const redactor = own ?? helper?.redactor;
    if (redactor === undefined) return [];
    chosen.set(carrier, redactor);
    create ??= helper?.create;
  }
  const by = [...new Set([...chosen.values()].map(({ name }) => name))].join(", ");
  const own = { file: carried.file, edits: wrapped(carried, chosen) };
  return [{ edits: create === undefined ? [own] : [create, own], by, isNew: create !== undefined }];
}

function styleOf({ file, tree }: CarriedCall): "ts" | "esm" | "cjs" {
  if (isCommonJs(tree, file)) return "cjs";
  const isTyped = /\.[mc]?tsx?$/.test(file) || (/\.vue$/.test(file) && /\.tsx?$/.test(tree.fileName));
  return isTyped ? "ts" : "esm";
}

function wrapped({ file, tree }: CarriedCall, chosen: ReadonlyMap<Carrier, Redactor>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const locals = new Map<string, string>();
  const imports = new Map<string, TextEdit[]>();
  for (const [{ node }, redactor] of chosen) {
    let local = locals.get(redactor.name);
    if (local === undefined) {
      const imported = importOf(redactor, file, tree);
      locals.set(redactor.name, (local = imported.local));
      for (const edit of imported.edits) {
        const key = `${redactor.file ?? redactor.package ?? ""} ${edit.range.start}`;
        imports.set(key, [...(imports.get(key) ?? []), edit]);
      }
    }
    const call = `${local}(${textOf(node)})`;
    edits.push(isShorthandPropertyAssignment(node.parent) ? { range: rangeOf(node.parent), newText: `${textOf(node)}: ${call}` } : { range: rangeOf(node), newText: call });
  }
  return [...[...imports.values()].map(joined), ...edits];
}

/** Two names of one module come in one import. */
function joined(edits: readonly TextEdit[]): TextEdit {
  const [first, ...rest] = edits;
  if (first === undefined) return { range: { start: 0, end: 0 }, newText: "" };
  const names = rest.flatMap(({ newText }) => /[{,]\s*([\w$]+(?:(?: as |: )[\w$]+)?)\s*\}?/.exec(newText)?.[1] ?? []);
  const newText = names.length === 0 ? first.newText : first.newText.includes("}") ? first.newText.replace(" }", `, ${names.join(", ")} }`) : `${first.newText}, ${names.join(", ")}`;
  return { range: first.range, newText };
}
