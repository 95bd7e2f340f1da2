// Functions of the project that redact: marked with @redacts, or named in borderline.yaml.
import { SyntaxKind, isFunctionDeclaration, isVariableStatement, type Node, type SourceFile } from "../../compiler/ast.js";
import type { Source } from "../../model/flow.js";
import type { FlowContext } from "../rule.js";
import type { Importable } from "./imports.js";

export interface Redactor extends Importable {
  /** Categories or fields; empty: whatever it is given. */
  readonly what: readonly string[];
}

const tag = /@redacts\b[ \t]*([\w\u4e00-\u9fff, \t.-]*)/;

/** Redactors of the project for a source, those made for it first. */
export function redactorsFor(source: Source, context: FlowContext): readonly Redactor[] {
  const fitting = [...declared(context), ...configured(context)].filter((redactor) => fits(redactor, source));
  return [...fitting.filter(({ what }) => what.length > 0), ...fitting.filter(({ what }) => what.length === 0)];
}

function fits({ what }: Redactor, { name, classification }: Source): boolean {
  if (what.length === 0) return true;
  const field = name.toLowerCase();
  return what.some((word) => {
    const wanted = word.toLowerCase();
    return wanted === classification.category || classification.category.startsWith(`${wanted}-`) || field === wanted || field.endsWith(wanted);
  });
}

function declared({ code, textOf }: FlowContext): readonly Redactor[] {
  if (code === undefined) return [];
  return code.files.filter((file) => textOf(file)?.includes("@redacts") === true).flatMap((file) => {
    const tree = code.tree(file);
    return tree === undefined ? [] : exportedFunctions(tree).flatMap(({ node, name }) => {
      const words = tag.exec(tree.text.slice(node.pos, node.getStart()))?.[1];
      return words === undefined ? [] : [{ file, name, what: words.split(/[\s,]+/).filter((word) => word !== "") }];
    });
  });
}

function configured({ code, config, textOf }: FlowContext): readonly Redactor[] {
  if (code === undefined) return [];
  return config.redactors.flatMap((pattern): Redactor[] => {
    const what = pattern.category === undefined ? [] : [pattern.category];
    if (pattern.package !== undefined) return [{ package: pattern.package, name: pattern.name === "default" ? "redact" : pattern.name, what, isDefault: pattern.name === "default" }];
    for (const file of code.files) {
      const tree = textOf(file)?.includes(pattern.name) === true ? code.tree(file) : undefined;
      if (tree !== undefined && exportedFunctions(tree).some(({ name }) => name === pattern.name)) return [{ file, name: pattern.name, what }];
    }
    return [];
  });
}

function exportedFunctions(tree: SourceFile): readonly { readonly node: Node; readonly name: string }[] {
  return tree.statements.flatMap((node): { node: Node; name: string }[] => {
    const { modifiers } = node as unknown as { readonly modifiers?: readonly Node[] };
    const isExported = modifiers?.some(({ kind }) => kind === SyntaxKind.ExportKeyword) === true && !modifiers.some(({ kind }) => kind === SyntaxKind.DefaultKeyword);
    if (!isExported) return [];
    if (isFunctionDeclaration(node)) return node.name === undefined ? [] : [{ node, name: node.name.text }];
    return isVariableStatement(node) ? node.declarationList.declarations.map(({ name }) => ({ node, name: tree.text.slice(name.getStart(), name.end) })) : [];
  });
}
