import { readTags, withScopes, type AnnotationReading } from "../../annotations/index.js";
import type { Problem } from "../../base/problem.js";

import type { Annotation } from "../../model/annotation.js";
import type { Attribute, Comment, Container, ContainerKind, FieldDeclaration, FieldType, MemberSummary, SchemaDocument } from "../../model/field.js";
import { datasourcesOf, type PrismaDatasource } from "./datasource.js";
import { headingsOf } from "./headings.js";
import { joinNames, namesIn, namesOf, resolveType, type PrismaNames } from "./names.js";
import { parsePrisma } from "./parser.js";
import type { PrismaAttribute, PrismaBlock, PrismaComment, PrismaMember, PrismaSyntax } from "./syntax.js";

/** A Prisma schema file: its fields, and the databases it names. */
export interface PrismaDocument extends SchemaDocument {
  readonly datasources: readonly PrismaDatasource[];
  /** For sibling files of a schema folder. */
  readonly names: PrismaNames;
}

export interface PrismaOptions {
  /** Texts of the other files of the same schema folder: their enums and models are known here. */
  readonly siblings?: readonly string[];
}

/** Reads one schema file. */
export function readPrisma(text: string, file: string, options: PrismaOptions = {}): PrismaDocument {
  const siblings = joinNames((options.siblings ?? []).map(namesIn));
  return new Reader(text, file, parsePrisma(text), siblings).read();
}

/** Reads a multi-file schema: enums and models of one file are known in all. Order in is order out. */
export function readPrismaFolder(files: readonly { readonly file: string; readonly text: string }[]): readonly PrismaDocument[] {
  const parsed = files.map(({ file, text }) => ({ file, text, syntax: parsePrisma(text) }));
  const names = joinNames(parsed.map(({ syntax }) => namesOf(syntax)));
  return parsed.map(({ file, text, syntax }) => new Reader(text, file, syntax, names).read());
}

class Reader {
  readonly #text: string;
  readonly #file: string;
  readonly #syntax: PrismaSyntax;
  readonly #names: PrismaNames;
  readonly #own: PrismaNames;
  readonly #readings = new Map<PrismaComment, AnnotationReading>();

  constructor(text: string, file: string, syntax: PrismaSyntax, siblings: PrismaNames) {
    this.#text = text;
    this.#file = file;
    this.#syntax = syntax;
    this.#own = namesOf(syntax);
    this.#names = joinNames([siblings, this.#own]);
  }

  read(): PrismaDocument {
    const problems: Problem[] = [...this.#syntax.problems];
    for (const comment of this.#syntax.comments) this.#readComment(comment, problems);
    const fields: FieldDeclaration[] = [];
    const containers: Container[] = [];
    for (const block of this.#syntax.blocks) {
      const kind = containerKinds[block.keyword];
      if (kind === undefined) continue;
      const container = this.#container(block, kind);
      containers.push(container);
      if (kind !== "enum") for (const field of this.#fields(block, container)) fields.push(field);
    }
    return {
      fields, containers, problems, names: this.#own, datasources: datasourcesOf(this.#syntax),
      suppressions: withScopes([...this.#readings.values()].flatMap((reading) => reading.suppressions), this.#text, [...containers, ...fields].map((item) => item.range)),
    };
  }

  #readComment(comment: PrismaComment, problems: Problem[]): void {
    const dialect = comment.kind === "doc" ? "prisma-comment" : "line-comment";
    const reading = readTags(this.#text.slice(comment.range.start, comment.range.end), comment.range.start, dialect);
    if (reading.annotations.length + reading.suppressions.length + reading.problems.length === 0) return;
    this.#readings.set(comment, reading);
    problems.push(...reading.problems);
  }

  #container(block: PrismaBlock, kind: ContainerKind): Container {
    const mapped = mappedName(block.attributes);
    return {
      name: block.name, kind, nameRange: block.nameRange, range: block.range,
      comments: [...block.detached.map((comment) => toComment(comment, "section")), ...block.leading.map((comment) => toComment(comment))],
      members: block.members.map(summary),
      annotations: this.#annotations(block.leading),
      ...(mapped === undefined ? {} : { mappedName: mapped }),
      ...(block.bases.length === 0 ? {} : { bases: block.bases }),
    };
  }

  #fields(block: PrismaBlock, container: Container): readonly FieldDeclaration[] {
    const headings = headingsOf(block.members);
    const relations = relationScalars(block);
    return block.members.map((member, index) => {
      const comments = [...member.leading, ...member.trailing];
      const mapped = mappedName(member.attributes);
      const relation = relations.get(member.name);
      const attributes: readonly Attribute[] = relation === undefined ? member.attributes : [...member.attributes, relation];
      return {
        schema: "prisma", file: this.#file, name: member.name, nameRange: member.nameRange, range: member.range,
        type: this.#type(member), container, attributes, examples: [],
        comments: [...(headings[index] ?? []).map((comment) => toComment(comment, "section")), ...comments.map((comment) => toComment(comment))],
        annotations: this.#annotations(comments),
        ...(mapped === undefined ? {} : { mappedName: mapped }),
      };
    });
  }

  #type(member: PrismaMember): FieldType {
    return { text: member.typeText, isList: member.isList, isOptional: member.isOptional, ...resolveType(member, this.#names) };
  }

  #annotations(comments: readonly PrismaComment[]): readonly Annotation[] {
    return comments.flatMap((comment) => this.#readings.get(comment)?.annotations ?? []);
  }
}

const containerKinds: Readonly<Partial<Record<PrismaBlock["keyword"], ContainerKind>>> = {
  model: "model", view: "view", type: "composite", enum: "enum",
};

function toComment(comment: PrismaComment, kind?: Comment["kind"]): Comment {
  return { text: comment.text, range: comment.range, kind: kind ?? (comment.kind === "doc" ? "doc" : "line") };
}

/** Type with the attributes that say what the value is; the same form as other readers and benchmarks show. */
function summary(member: PrismaMember): MemberSummary {
  const telling = member.attributes.filter(({ name }) => name === "id" || name === "unique" || name.startsWith("db."));
  const written = telling.map(({ name, arguments: list }) => ` @${name}${list.length === 0 || name === "id" || name === "unique" ? "" : `(${list.join(", ")})`}`);
  return { name: member.name, type: member.typeText + written.join("") };
}

/** First argument of `@map("…")` or `map: "…"` / `name: "…"`. */
function mappedName(attributes: readonly PrismaAttribute[]): string | undefined {
  const argument = attributes.find((attribute) => attribute.name === "map")?.arguments[0];
  if (argument === undefined) return undefined;
  return /^(?:name|map)\s*:\s*"(.*)"$/s.exec(argument)?.[1] ?? argument;
}

/** Scalars that only hold another row's key: `fields: [userId]` of a relation. The attribute's argument is the row's model. */
function relationScalars(block: PrismaBlock): ReadonlyMap<string, Attribute> {
  const found = new Map<string, Attribute>();
  for (const member of block.members) {
    for (const attribute of member.attributes) {
      if (attribute.name !== "relation") continue;
      const list = attribute.arguments.find((argument) => /^fields\s*:/.test(argument));
      for (const name of names(list)) found.set(name, { name: "relation-scalar", arguments: [member.typeName], range: attribute.range });
    }
  }
  return found;
}

function names(list: string | undefined): readonly string[] {
  const open = list?.indexOf("[") ?? -1;
  return list === undefined || open < 0 ? [] : list.slice(open + 1).replace(/\]\s*$/, "").split(",").map((name) => name.trim()).filter((name) => name !== "");
}

