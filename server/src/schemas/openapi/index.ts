// Reader of OpenAPI 2.0 to 3.2 and JSON Schema, in YAML and JSON: text to declared fields with exact ranges.
import type { OpenApiDocument } from "./model.js";
import { read } from "./reading.js";
import type { ResolveFile } from "./refs.js";

export type { ContainerReference, FieldGroup, OpenApiDocument, Operation, Server } from "./model.js";
export { recogniseOpenApi } from "./recognise.js";
export type { ResolveFile } from "./refs.js";

/**
 * Reads a document. `resolve` gives the text of another file of the workspace, or undefined for files that do not exist or
 * lie outside; without it no other file is asked for. With the previous reading of the same file only changed pieces are
 * read anew; the answer is the same either way.
 */
export function readOpenApi(text: string, file: string, resolve?: ResolveFile, previous?: OpenApiDocument): OpenApiDocument {
  return read(text, file, resolve, previous);
}
