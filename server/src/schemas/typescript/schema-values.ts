// What one schema expression says about a field: `z.string().email().optional()`, `v.pipe(v.string(), v.email())`, `Type.String({ format })`.
import type { Expression } from "../../compiler/ast.js";
import type { Bindings } from "./bindings.js";
import { chainOf, rootName, type Chain, type ChainLink } from "./chain.js";
import { valuesOf } from "./constants.js";
import type { Declarations } from "./declarations.js";
import { describing, metadata } from "./library-kinds.js";
import { normalised, type LibraryId, type SchemaLibrary } from "./libraries.js";
import { Facts, lazyBody, type SchemaValue } from "./schema-facts.js";
import type { SourceView } from "./source-view.js";
import type { ReadType } from "./types.js";

export type { SchemaValue } from "./schema-facts.js";

/** A library reached through a parameter: `(t) => ({ id: t.serial() })`. */
export interface LocalNamespace {
  readonly name: string;
  readonly library: SchemaLibrary;
}

const deepest = 8;

/** Libraries whose members are option objects have a reader of their own. */
const byOptions: ReadonlySet<LibraryId> = new Set(["mongoose", "sequelize"]);

export class SchemaValueReader {
  readonly #view: SourceView;
  readonly #declarations: Declarations;
  readonly #bindings: Bindings;
  readonly #locals = new Map<string, SchemaValue | undefined>();

  constructor(view: SourceView, declarations: Declarations, bindings: Bindings) {
    this.#view = view;
    this.#declarations = declarations;
    this.#bindings = bindings;
  }

  /** Undefined for what is no schema of a library known to this file. */
  read(expression: Expression, namespace?: LocalNamespace, depth = 0): SchemaValue | undefined {
    if (depth > deepest) return undefined;
    const chain = chainOf(expression);
    const root = rootName(chain);
    if (root === undefined) return undefined;
    const facts = new Facts(this.#view, this.#declarations, (inner) => this.read(inner, namespace, depth + 1));
    const binding = namespace?.name === root ? { library: namespace.library } : this.#bindings.get(root);
    if (binding !== undefined) {
      if (byOptions.has(binding.library.id)) return undefined;
      const start = baseOf(chain, binding.member);
      if (start === undefined) return undefined;
      return facts.base(start.base, binding.library).methods(start.rest, binding.library).value();
    }
    const local = this.#local(root, depth);
    return local === undefined ? undefined : facts.start(local, root).methods(chain.links, undefined).value();
  }

  /** Each constant is read once: schemas that use each other many times over must not multiply. */
  #local(name: string, depth: number): SchemaValue | undefined {
    if (this.#locals.has(name)) return this.#locals.get(name);
    this.#locals.set(name, undefined);
    const initializer = this.#declarations.value(name);
    // A function that makes a schema stands for what it returns.
    const body = initializer === undefined ? undefined : lazyBody(initializer);
    const value = body === undefined ? undefined : this.read(body, undefined, depth + 1);
    this.#locals.set(name, value);
    return value;
  }

  /** A schema that may come from another file: `addressSchema.optional()` in a place where only schemas stand. */
  readUnknown(expression: Expression): SchemaValue {
    const chain = chainOf(expression);
    const reference = rootName(chain);
    const facts = new Facts(this.#view, this.#declarations, (inner) => this.read(inner));
    const type: ReadType = { kind: "unknown", ...(reference === undefined ? {} : { reference }) };
    const values = valuesOf(expression, this.#declarations);
    return facts.start({ ...nothing, type: values.length > 0 ? { kind: "enum", values } : type }, undefined).methods(chain.links, undefined).value();
  }
}

const nothing: SchemaValue = { type: { kind: "unknown" }, attributes: [], comments: [], examples: [], annotations: [], problems: [] };

/** The link that names the base: the first one called (`z.coerce.number()`), else the last (`Schema.String`). */
function baseOf(chain: Chain, member: string | undefined): { base: ChainLink; rest: readonly ChainLink[] } | undefined {
  const { links, root } = chain;
  if (member !== undefined) {
    const call = links[0];
    if (call?.name === "" && call.args !== undefined) return { base: { ...call, name: member }, rest: links.slice(1) };
    return { base: { name: member, nameNode: root, end: root.end }, rest: links };
  }
  const called = links.findIndex((link) => link.args !== undefined);
  const piped = links.findIndex((link) => link.name === "pipe" && link.args !== undefined);
  // `Schema.String.pipe(…)`: the base is what is piped.
  const index = called > 0 && (piped === called || describing.has(normalised(links[called]?.name ?? "")) || metadata.has(normalised(links[called]?.name ?? ""))) ? called - 1
    : called >= 0 ? called : links.length - 1;
  const base = links[index];
  return base === undefined ? undefined : { base, rest: links.slice(index + 1) };
}
