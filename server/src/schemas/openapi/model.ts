// What the reader of OpenAPI and JSON Schema returns beyond what all schema readers do.
import type { TextRange } from "../../base/range.js";
import type { FieldDeclaration, SchemaDocument } from "../../model/field.js";

/** An entry of `servers`, or the address host, basePath and schemes of version 2.0 make up. */
export interface Server {
  /** As written, with `{variables}`. */
  readonly url: string;
  readonly range: TextRange;
  readonly variables: Readonly<Record<string, { readonly default?: string; readonly values: readonly string[] }>>;
}

/** A container of this file or, by name, of another one. */
export interface ContainerReference {
  readonly container: string;
  readonly file: string;
}

export interface Operation {
  /** operationId, or "GET /path". */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly kind: "path" | "webhook" | "callback";
  /** Key and value. */
  readonly range: TextRange;
  /** The method's key. */
  readonly nameRange: TextRange;
  /** Those of the operation, else of its path; empty: those of the document apply. */
  readonly servers: readonly Server[];
  /** Containers whose fields the caller sends: parameters, the body's schema (inline or referenced). */
  readonly request: readonly ContainerReference[];
  /** Containers whose fields come back. */
  readonly response: readonly ContainerReference[];
}

/** A stretch of `fields` that is the very same, but for offsets, as long as its identity is the same object. */
export interface FieldGroup {
  readonly identity: object;
  readonly from: number;
  readonly to: number;
}

export interface OpenApiDocument extends SchemaDocument {
  readonly dialect: "openapi" | "json-schema";
  /** "2.0", "3.1.0"; undefined for JSON Schema and fragments. */
  readonly version?: string;
  readonly servers: readonly Server[];
  readonly operations: readonly Operation[];
  /** Files that were asked for while following $ref, whether they could be read or not. */
  readonly references: readonly string[];
  /**
   * Groups cover all fields. A caller that keeps classifications by identity re-classifies after an edit only what changed,
   * since name, type, comments, container and members in a group of known identity are what they were.
   */
  readonly groups: readonly FieldGroup[];
}

export type { FieldDeclaration };
