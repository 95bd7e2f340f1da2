import type { TextRange } from "../base/range.js";
import type { Annotation } from "./annotation.js";

export type SchemaKind = "prisma" | "openapi" | "typescript";

/** What the declared type says about the value, in terms all schema languages share. */
export type ValueKind =
  | "string" | "number" | "boolean" | "date" | "bytes" | "json"
  /** Closed set of values: Prisma enum, union of literals, OpenAPI enum. */
  | "enum"
  /** Another declared container (relation, nested object, $ref). */
  | "object"
  | "function" | "unknown";

export interface FieldType {
  /** As written in the source: "String? @db.VarChar(32)" has text "String?". */
  readonly text: string;
  readonly kind: ValueKind;
  readonly isList: boolean;
  readonly isOptional: boolean;
  /** Name of the referenced container or enum, when kind is object or enum. */
  readonly reference?: string;
  /** Allowed values, when known. */
  readonly values?: readonly string[];
}

/** A native type, decorator, validator, format or schema keyword: `@db.Char(18)`, `@IsEmail()`, `.email()`, `format: email`, `pattern`. */
export interface Attribute {
  /** Without sigils: "db.Char", "IsEmail", "email", "format", "pattern", "maxLength", "relation", "id". */
  readonly name: string;
  readonly arguments: readonly string[];
  readonly range: TextRange;
}

export interface Comment {
  /** Text without comment marks. */
  readonly text: string;
  readonly range: TextRange;
  /** doc: JSDoc, `///`, description; line: `//`, `#`, trailing comments; section: a heading over several members. */
  readonly kind: "doc" | "line" | "section";
}

export interface MemberSummary {
  readonly name: string;
  readonly type: string;
}

export type ContainerKind =
  | "model" | "view" | "composite" | "enum"
  | "interface" | "type-alias" | "class" | "schema-object" | "table"
  /** OpenAPI: components/schemas entry, inline object, parameter list of an operation, header list. */
  | "schema" | "operation";

export interface Container {
  /** Own name: "User"; for inline objects the path below the named one: "CreateOrder.shippingAddress". */
  readonly name: string;
  readonly kind: ContainerKind;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  readonly comments: readonly Comment[];
  /** `@@map("t_user")`, `@Entity("t_user")`, `pgTable("users", …)`. */
  readonly mappedName?: string;
  readonly members: readonly MemberSummary[];
  readonly annotations: readonly Annotation[];
  /** What is read into or derived from: `extends`, `allOf`, `Pick<User, …>`. */
  readonly bases?: readonly string[];
}

/**
 * Where new keys go inside a field's own schema object of a YAML or JSON document. The text to insert at the offset is
 * prefix + entries.join(separator) + suffix; an entry is written in the style: block or flow `key: value`, or `"key": value`.
 */
export interface AnnotationSite {
  readonly offset: number;
  readonly style: "yaml-block" | "yaml-flow" | "json";
  readonly prefix: string;
  readonly separator: string;
  readonly suffix: string;
  /** White space before the keys of this object, and what one level deeper adds: for entries of several lines. */
  readonly indent: string;
  readonly indentStep: string;
}

/** One declared field of one container, with exact ranges in its file. */
export interface FieldDeclaration {
  readonly schema: SchemaKind;
  /** Absolute path of the declaring file. */
  readonly file: string;
  readonly name: string;
  readonly nameRange: TextRange;
  /** The whole declaration including its attributes, without comments. */
  readonly range: TextRange;
  readonly type: FieldType;
  readonly container: Container;
  readonly comments: readonly Comment[];
  readonly attributes: readonly Attribute[];
  /** Database or wire name: `@map("id_card")`, `@Column({ name })`, `@JsonProperty`. */
  readonly mappedName?: string;
  readonly examples: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Set by readers whose annotations are keys of the field's own object (OpenAPI, JSON Schema). */
  readonly annotationSite?: AnnotationSite;
}

/** What a schema reader returns for one text. */
export interface SchemaDocument {
  readonly fields: readonly FieldDeclaration[];
  readonly containers: readonly Container[];
  readonly suppressions: readonly import("./annotation.js").Suppression[];
  readonly problems: readonly import("../base/problem.js").Problem[];
}
