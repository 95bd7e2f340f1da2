// What the flow engine needs of the world around it. The workspace layer implements it; tests make one from a few texts.
import type { Checker, Node, SourceFile } from "../compiler/ast.js";
import type { Classification } from "../model/classification.js";
import type { BorderlineConfig } from "../model/config.js";
import type { FieldDeclaration } from "../model/field.js";
import type { CodeLocation } from "../model/flow.js";
import type { RouteMemory } from "./own-routes/memory.js";
import type { TextMemory } from "./text-facts.js";
import type { RouteText } from "./own-routes/text-routes.js";

export interface ClassifiedField {
  readonly field: FieldDeclaration;
  readonly classification: Classification;
}

export interface EnvironmentValue {
  readonly value: string;
  /** The line in the `.env` file. */
  readonly location: CodeLocation;
}

export interface FlowProgram {
  /** Source files of the workspace, absolute paths; declaration files and node_modules are not among them. */
  readonly files: readonly string[];
  text(file: string): string | undefined;
  sourceFile(file: string): SourceFile | undefined;
  /** Checker of the project the file belongs to. */
  checkerOf(file: string): Checker | undefined;
  /** File of the workspace that a specifier means; undefined for packages. */
  resolve(from: string, specifier: string): string | undefined;
  /** Field declared at this place; undefined where no schema field is declared. */
  classifyDeclaration(file: string, start: number, end: number): ClassifiedField | undefined;
  /** Classification by names in context (`["user", "email"]`), for code without types. */
  classifyName(path: readonly string[], hint: NameHint): Classification | undefined;
  /** Classification of an id of the catalog's categories, for configured and request sources. */
  classifyCategory?(category: string): Classification | undefined;
  readEnv(name: string): EnvironmentValue | undefined;
  /** Deployment files (vercel.json, netlify.toml, nginx) that say where paths of our own lead. */
  routeTexts?(): readonly RouteText[];
  /** Readings of route files kept between analyses. */
  readonly routeMemory?: RouteMemory;
  /** Facts of texts kept between analyses. */
  readonly textMemory?: TextMemory;
  readonly config: BorderlineConfig;
}

export interface NameHint {
  /** Declared type as written or inferred, when there is one: "string", "Date". */
  readonly type?: string;
  readonly origin: "variable" | "parameter" | "property" | "request";
}

export function locationOf(node: Node): CodeLocation {
  return { file: node.getSourceFile().fileName, range: { start: node.getStart(), end: node.end } };
}
