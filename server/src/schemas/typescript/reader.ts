import type { TextRange } from "../../base/range.js";
import type { SchemaDocument } from "../../model/field.js";
import { isClassDeclaration, isClassExpression, isInterfaceDeclaration, isTypeLiteralNode, type SourceFile } from "../../compiler/ast.js";
import { DocumentBuilder } from "./builder.js";
import { readClass } from "./classes.js";
import type { ReferenceResolver } from "./declarations.js";
import { Bindings } from "./bindings.js";
import { readShape } from "./object-shapes.js";
import { readPropertyShape } from "./property-shapes.js";
import { SchemaValueReader } from "./schema-values.js";
import { suppressibleRanges } from "./suppressible.js";
import { scanTree, type Scan } from "./scan.js";
import { SourceView } from "./source-view.js";
import { readTypeContainer } from "./type-members.js";

export interface ReadOptions {
  /** Knows names other files declare; without it such types stay unknown. */
  readonly resolver?: ReferenceResolver;
}

/**
 * Fields declared by a TypeScript or JavaScript file, read from its syntax tree. `text` is what the tree was made of, `file`
 * what the fields' `file` shall say. Broken code gives what stands before and behind the break.
 */
export function readTypeScript(tree: SourceFile, text: string, file: string, options: ReadOptions = {}): SchemaDocument {
  const view = new SourceView(text, file);
  const builder = new DocumentBuilder(view);
  const scan = scanTree(tree, text, options.resolver);
  for (const { node, owner } of scan.containers) {
    if (isInterfaceDeclaration(node) || isTypeLiteralNode(node)) readTypeContainer({ node, owner }, view, scan.declarations, builder);
    else if (isClassDeclaration(node) || isClassExpression(node)) readClass({ node, owner }, view, scan.declarations, builder);
  }
  readLiterals(scan, view, builder);
  return builder.finish((): readonly TextRange[] => suppressibleRanges(tree, view));
}

function readLiterals(scan: Scan, view: SourceView, builder: DocumentBuilder): void {
  const bindings = new Bindings(scan);
  const values = new SchemaValueReader(view, scan.declarations, bindings);
  const context = { view, declarations: scan.declarations, bindings, values, builder };
  for (const found of scan.literals) {
    if (!readPropertyShape(found, context) && bindings.libraries.size > 0) readShape(found, context);
  }
}
