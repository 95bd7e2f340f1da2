// Facts gathered along one chain of a schema library, or of several joined by its combinators.
import { range } from "../../base/range.js";
import { readMeta } from "../../annotations/index.js";
import type { Annotation } from "../../model/annotation.js";
import type { Problem } from "../../base/problem.js";
import type { Attribute, Comment } from "../../model/field.js";
import {
  isArrayLiteralExpression, isArrowFunction, isBlock, isFunctionExpression, isIdentifier, isObjectLiteralExpression, isReturnStatement, type Expression,
  type ObjectLiteralExpression,
} from "../../compiler/ast.js";
import { readArkType } from "./arktype.js";
import { chainOf, rootName, type ChainLink } from "./chain.js";
import { bare, constantOf, valuesOf } from "./constants.js";
import type { Declarations } from "./declarations.js";
import { argumentText } from "./decorators.js";
import {
  baseKinds, choices, columnKinds, describing, formats, intersections, lists, metadata, optionalWrappers, requiring, unions, wrappers,
} from "./library-kinds.js";
import { normalised, type SchemaLibrary } from "./libraries.js";
import { optionFacts } from "./option-facts.js";
import { stringOf, type SourceView } from "./source-view.js";
import { intersectionOf, unionOf, type ReadType } from "./types.js";

export interface SchemaValue {
  readonly type: ReadType;
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly examples: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly problems: readonly Problem[];
  readonly mappedName?: string;
}

/** Gathers facts along one chain. */
export class Facts {
  readonly #view: SourceView;
  readonly #declarations: Declarations;
  readonly #read: (expression: Expression) => SchemaValue | undefined;
  readonly #attributes: Attribute[] = [];
  readonly #comments: Comment[] = [];
  readonly #examples: string[] = [];
  readonly #annotations: Annotation[] = [];
  readonly #problems: Problem[] = [];
  #type: ReadType = { kind: "unknown" };
  #mappedName: string | undefined;

  constructor(view: SourceView, declarations: Declarations, read: (expression: Expression) => SchemaValue | undefined) {
    this.#view = view;
    this.#declarations = declarations;
    this.#read = read;
  }

  value(): SchemaValue {
    return {
      type: this.#type, attributes: this.#attributes, comments: this.#comments, examples: this.#examples, annotations: this.#annotations,
      problems: this.#problems, ...(this.#mappedName === undefined ? {} : { mappedName: this.#mappedName }),
    };
  }

  /** Goes on from a schema declared elsewhere in the file. */
  start(value: SchemaValue, reference: string | undefined): this {
    this.#take(value);
    this.#type = reference === undefined ? value.type : { ...value.type, reference };
    return this;
  }

  base(link: ChainLink, library: SchemaLibrary): this {
    if (library.optionalByDefault === true) this.#type = { kind: "unknown", isOptional: true };
    if (library.id === "drizzle") return this.#column(link);
    this.#apply(link, library);
    return this;
  }

  methods(links: readonly ChainLink[], library: SchemaLibrary | undefined): this {
    for (const link of links) this.#method(link, library);
    return this;
  }

  #apply(link: ChainLink, library: SchemaLibrary): void {
    const name = normalised(link.name);
    const args = link.args ?? [];
    const kind = baseKinds.get(name);
    if (library.id === "arktype" && name === "type") this.#arkType(args[0]);
    else if (name === "pipe" || name === "pipeasync") this.#pipe(args, library);
    else if (library.objects.includes(name)) this.#type = { ...this.#type, kind: "object" };
    else if (lists.has(name)) this.#list(args[0]);
    else if (choices.has(name)) this.#choose(args);
    else if (unions.has(name)) this.#combine(args, unionOf);
    else if (intersections.has(name)) this.#combine(args, intersectionOf);
    else if (name === "lazy" || name === "recursive" || name === "suspend") this.#inner(lazyBody(args[0]));
    else if (name === "preprocess") this.#inner(args[1]);
    else if (name === "instanceof" || name === "instance") this.#instance(args[0]);
    else if (name === "null" || name === "undefined" || name === "void") this.#type = { kind: "unknown", isOptional: true };
    else if (kind !== undefined) this.#type = { ...this.#type, kind };
    else if (formats.has(name)) this.#format(link);
    else if (wrappers.has(name)) this.#wrap(link, name, args);
    else this.#attribute(link);
    this.#options(args);
  }

  #format(link: ChainLink): void {
    this.#type = { ...this.#type, kind: "string" };
    this.#attribute(link);
  }

  #wrap(link: ChainLink, name: string, args: readonly Expression[]): void {
    this.#inner(args[0]);
    if (optionalWrappers.has(name)) this.#type = { ...this.#type, isOptional: true };
    else if (args.length > 1 || name === "nonempty" || name === "trimmed") this.#attribute({ ...link, args: args.slice(1) });
  }

  #pipe(args: readonly Expression[], library: SchemaLibrary): void {
    this.#inner(args[0]);
    for (const item of args.slice(1)) this.#pipeItem(item, library);
  }

  /** `v.email()`, `Schema.pattern(/…/)`: the last name of the item is what it demands. */
  #pipeItem(item: Expression, library: SchemaLibrary): void {
    const { root, links } = chainOf(item);
    const last = links.at(-1);
    if (last === undefined) return;
    this.#method(last.name === "" && isIdentifier(root) ? { ...last, name: root.text } : last, library);
  }

  #method(link: ChainLink, library: SchemaLibrary | undefined): void {
    if (link.args === undefined) return;
    const [first] = link.args;
    if (link.name === "") return this.#called(first);
    const name = normalised(link.name);
    if (optionalWrappers.has(name)) this.#type = { ...this.#type, isOptional: true };
    else if (requiring.has(name)) this.#type = { ...this.#type, isOptional: false };
    else if (name === "array" || (name === "items" && library?.id === "joi")) this.#methodList(first);
    else if (name === "pipe") for (const item of link.args) this.#pipeItem(item, library ?? anyLibrary);
    else if (choices.has(name) && this.#type.kind !== "object") this.#choose(link.args);
    else if ((name === "or" || name === "and") && first !== undefined) this.#either(first);
    if (describing.has(name)) this.#describe(first);
    else if (metadata.has(name)) this.#meta(link.args, "zod-meta");
    else if (name === "example" || name === "examples") this.#exemplify(link.args);
    if (name !== "pipe") this.#attribute(link);
  }

  /** `genderEnum("gender")`: an enum of Drizzle makes columns. */
  #called(argument: Expression | undefined): void {
    const name = stringOf(argument);
    if (name !== undefined && this.#type.kind === "enum") this.#mappedName = name;
  }

  #methodList(element: Expression | undefined): void {
    if (element !== undefined && this.#read(element) !== undefined) this.#inner(element);
    this.#type = { ...this.#type, isList: true };
  }

  #either(other: Expression): void {
    const value = this.#read(other);
    if (value !== undefined) this.#type = unionOf([this.#type, value.type]);
  }

  #list(element: Expression | undefined): void {
    const first = element !== undefined && isArrayLiteralExpression(bare(element)) ? (bare(element) as { elements?: readonly Expression[] }).elements?.[0] : element;
    this.#inner(first);
    this.#type = { ...this.#type, isList: true, isOptional: false };
  }

  #choose(args: readonly Expression[]): void {
    const values = args.flatMap((argument) => valuesOf(argument, this.#declarations));
    const kind = values.length === 0 && this.#type.kind !== "unknown" ? this.#type.kind : "enum";
    this.#type = { ...this.#type, kind, ...(values.length === 0 ? {} : { values }) };
  }

  #combine(args: readonly Expression[], join: (parts: readonly ReadType[]) => ReadType): void {
    const parts = args.flatMap((argument) => {
      const inner = bare(argument);
      return isArrayLiteralExpression(inner) ? [...inner.elements] : [inner];
    }).slice(0, 50);
    const values = parts.flatMap((part) => this.#read(part) ?? []);
    for (const value of values) this.#take(value);
    if (values.length > 0) this.#type = { ...join(values.map((value) => value.type)) };
  }

  #inner(expression: Expression | undefined): void {
    if (expression === undefined) return;
    const value = this.#read(expression);
    if (value === undefined) {
      const reference = rootName(chainOf(expression));
      if (reference !== undefined) this.#type = { ...this.#type, reference };
      return;
    }
    this.#take(value);
    this.#type = { ...value.type };
  }

  #instance(argument: Expression | undefined): void {
    const name = argument !== undefined && isIdentifier(argument) ? argument.text : "";
    const kind = name === "Date" ? "date" : name === "File" || name === "Blob" || name === "Buffer" || name === "FileList" ? "bytes" : "object";
    this.#type = { ...this.#type, kind, reference: name };
  }

  #take(value: SchemaValue): void {
    this.#attributes.push(...value.attributes);
    this.#comments.push(...value.comments);
    this.#examples.push(...value.examples);
    this.#annotations.push(...value.annotations);
    this.#problems.push(...value.problems);
  }

  #attribute(link: ChainLink): void {
    if (this.#attributes.length >= mostAttributes) return;
    const start = this.#view.start(link.nameNode);
    this.#attributes.push({
      name: link.name, arguments: (link.args ?? []).slice(0, 10).map((argument) => argumentText(argument, this.#view)), range: range(start, Math.max(start, link.end)),
    });
  }

  /** The option object TypeBox, Elysia and zod 4 take as their last argument. */
  #options(args: readonly Expression[]): void {
    const last = args.at(-1);
    const options = last === undefined ? undefined : bare(last);
    if (options !== undefined && isObjectLiteralExpression(options) && !this.#isShape(options)) this.#meta([options], "typebox-options");
  }

  #isShape(options: ObjectLiteralExpression): boolean {
    return options.properties.some((property) => {
      const initializer = (property as { readonly initializer?: Expression }).initializer;
      return initializer !== undefined && this.#read(initializer) !== undefined;
    });
  }

  #meta(args: readonly Expression[], dialect: "zod-meta" | "typebox-options"): void {
    for (const argument of args) {
      const options = bare(argument);
      if (!isObjectLiteralExpression(options)) continue;
      const facts = optionFacts(options, this.#view);
      const reading = readMeta(facts.entries, dialect);
      this.#attributes.push(...facts.attributes);
      this.#comments.push(...facts.comments);
      this.#examples.push(...facts.examples);
      this.#annotations.push(...reading.annotations);
      this.#problems.push(...reading.problems);
    }
  }

  #describe(argument: Expression | undefined): void {
    const text = stringOf(argument);
    if (argument !== undefined && text !== undefined && text !== "") this.#comments.push({ text, range: this.#view.range(argument), kind: "doc" });
  }

  #exemplify(args: readonly Expression[]): void {
    const values = args.flatMap((argument) => {
      const value = constantOf(argument);
      return Array.isArray(value) ? (value as unknown[]) : [value];
    });
    this.#examples.push(...values.flatMap((value) => (typeof value === "string" || typeof value === "number" ? [String(value).slice(0, 200)] : [])));
  }

  #arkType(argument: Expression | undefined): void {
    const text = stringOf(argument);
    if (text === undefined || argument === undefined) {
      this.#type = { ...this.#type, kind: "object" };
      return;
    }
    const reading = readArkType(text, this.#view.range(argument));
    this.#type = reading.type;
    this.#attributes.push(...reading.attributes);
  }

  /** A column builder: its name and size say what fits in, its first text is the column's name. */
  #column(link: ChainLink): this {
    const args = link.args ?? [];
    const kind = columnKinds.get(normalised(link.name)) ?? "unknown";
    const values = kind === "enum" ? args.slice(1).flatMap((argument) => valuesOf(argument, this.#declarations)) : [];
    this.#type = { kind, isOptional: true, ...(values.length === 0 ? {} : { values }) };
    const mappedName = stringOf(args[0]);
    if (mappedName !== undefined) this.#mappedName = mappedName;
    this.#attribute(mappedName === undefined ? link : { ...link, args: args.slice(1) });
    for (const argument of args) {
      const options = bare(argument);
      if (isObjectLiteralExpression(options)) this.#attributes.push(...optionFacts(options, this.#view).attributes);
    }
    return this;
  }
}

const mostAttributes = 60;
const anyLibrary: SchemaLibrary = { id: "zod", packages: [], namespaces: [], objects: [] };

/** The schema a function of no arguments returns. */
export function lazyBody(argument: Expression | undefined): Expression | undefined {
  if (argument === undefined || (!isArrowFunction(argument) && !isFunctionExpression(argument))) return argument;
  const { body } = argument;
  if (body === undefined) return undefined;
  if (!isBlock(body)) return body;
  const last = body.statements.at(-1);
  return last !== undefined && isReturnStatement(last) ? last.expression : undefined;
}

