// What stands above models and functions: how much personal data, and to how many recipients abroad.
import { isFunctionLikeDeclaration, skipTrivia, type Node } from "../compiler/ast.js";
import type { SyntaxService } from "../compiler/syntax.js";
import { contains, type TextRange } from "../base/range.js";
import type { CodeLocation, Flow } from "../model/flow.js";
import { codeUnit, type DocumentAnalysis } from "./document-analysis.js";
import type { Lens } from "./engine.js";
import { fileKind } from "./file-kinds.js";

export interface LensContext {
  readonly analysis: DocumentAnalysis;
  readonly syntax: SyntaxService;
  /** Empty where data is not followed. */
  readonly flows: readonly Flow[];
}

/** Models with personal fields, and functions that send personal data abroad; in the order of the text. */
export function lensesOf(path: string, { analysis, syntax, flows }: LensContext): readonly Lens[] {
  const leaving = flows.filter(({ sink, endpoint }) => sink.kind !== "log" && endpoint.jurisdiction.outsideMainland === true);
  return [...modelLenses(path, analysis, leaving), ...functionLenses(path, analysis, syntax, leaving)].sort((a, b) => a.range.start - b.range.start);
}

function modelLenses(path: string, { fields }: DocumentAnalysis, leaving: readonly Flow[]): readonly Lens[] {
  const models = new Map<number, { name: string; range: TextRange; extent: TextRange; fields: number; sensitive: number }>();
  for (const { field, classification } of fields) {
    if (classification.level === "none") continue;
    const { name, nameRange, range } = field.container;
    const model = models.get(nameRange.start) ?? { name, range: nameRange, extent: range, fields: 0, sensitive: 0 };
    models.set(nameRange.start, { ...model, fields: model.fields + 1, sensitive: model.sensitive + Number(classification.level === "sensitive") });
  }
  const declaredIn = (extent: TextRange) => ({ source }: Flow["sources"][number]): boolean => isIn(source.declaration, path, extent);
  return [...models.values()].map(({ extent, ...model }) => ({ kind: "model", ...model, recipients: recipientsOf(leaving.filter(({ sources }) => sources.some(declaredIn(extent)))) }));
}

function functionLenses(path: string, { source }: DocumentAnalysis, syntax: SyntaxService, leaving: readonly Flow[]): readonly Lens[] {
  const here = leaving.filter(({ report }) => report.file === path);
  const kind = fileKind(path);
  if (here.length === 0 || (kind !== "code" && kind !== "vue")) return [];
  const unit = codeUnit(path, source.text);
  const tree = unit === undefined ? undefined : syntax.parse(unit.path, unit.text);
  if (unit === undefined || tree === undefined) return [];
  const groups = new Map<number, { found: NamedFunction; flows: Flow[] }>();
  for (const flow of here) {
    const found = namedFunctionAt(tree, unit.text, flow.report.range.start);
    if (found === undefined) continue;
    const group = groups.get(found.range.start);
    if (group === undefined) groups.set(found.range.start, { found, flows: [flow] });
    else group.flows.push(flow);
  }
  return [...groups.values()].map(({ found, flows }) => {
    const carried = new Map(flows.flatMap(({ sources }) => sources).map(({ source: { container, name, classification } }) => [`${container ?? ""}.${name}`, classification.level]));
    const levels = [...carried.values()].filter((level) => level !== "none");
    return { kind: "function", ...found, fields: levels.length, sensitive: levels.filter((level) => level === "sensitive").length, recipients: recipientsOf(flows), transfer: flows[0]?.report.range };
  });
}

function recipientsOf(flows: readonly Flow[]): Lens["recipients"] {
  const recipients = new Map(flows.map(({ recipient, endpoint }) => [recipient.id, { name: recipient.name, country: endpoint.jurisdiction.name }]));
  return [...recipients].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, recipient]) => recipient);
}

function isIn(location: CodeLocation | undefined, path: string, extent: TextRange): boolean {
  return location?.file === path && contains(extent, location.range.start);
}

interface NamedFunction {
  readonly name: string;
  readonly range: TextRange;
}

/** The innermost function with a name around an offset: declared, a method, or assigned to a variable or property. */
function namedFunctionAt(tree: Node, text: string, offset: number): NamedFunction | undefined {
  let found: NamedFunction | undefined;
  let node: Node | undefined = tree;
  while (node !== undefined) {
    if (isFunctionLikeDeclaration(node)) found = namedAs(node, text) ?? found;
    let next: Node | undefined;
    node.forEachChild((child) => {
      if (next === undefined && child.pos <= offset && offset < child.end) next = child;
    });
    node = next;
  }
  return found;
}

function namedAs(node: Node, text: string): NamedFunction | undefined {
  const named = ((node as { readonly name?: Node }).name ?? (node.parent as { readonly name?: Node } | undefined)?.name);
  if (named === undefined) return undefined;
  const start = skipTrivia(text, named.pos);
  return { name: text.slice(start, named.end), range: { start, end: named.end } };
}
