// Which expressions of the reported call carry a finding's fields into it.
import {
  TypeFlags, isArrowFunction, isCallExpression, isElementAccessExpression, isFunctionExpression, isIdentifier, isMethodDeclaration, isNewExpression, isPropertyAccessExpression, isShorthandPropertyAssignment, isVariableDeclaration,
  type Checker, type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { Flow, Source } from "../../model/flow.js";
import type { CodeAccess } from "../rule.js";
import { argumentsOf, descendants, lastName, nodeAt, nodeAround, within } from "./tree.js";

/** An expression and the fields it brings along. */
export interface Carrier {
  readonly node: Node;
  /** value: the field itself; object: something that has the field. */
  readonly kind: "value" | "object";
  readonly fields: readonly string[];
  /** The variable whose initialiser holds the expression, where it is not written in the call. */
  readonly variable?: Node;
}

/** A reported call with all that carries personal data into it. */
export interface CarriedCall {
  readonly file: string;
  readonly text: string;
  readonly tree: SourceFile;
  readonly checker: Checker | undefined;
  readonly call: Node;
  readonly carriers: readonly Carrier[];
}

const mostNodes = 3_000;

/** Undefined where the call is not in code we can read. */
export function carriedCall(flow: Flow, code: CodeAccess): CarriedCall | undefined {
  const { file } = flow.report;
  const tree = code.tree(file);
  const call = tree === undefined ? undefined : reportedCall(flow, tree);
  if (tree === undefined || call === undefined || tree.text.charCodeAt(0) === 0xfeff) return undefined;
  const checker = code.checkerOf(file);
  const found = new Map<Node, { kind: Carrier["kind"]; fields: Set<string>; variable?: Node }>();
  for (const { source } of flow.sources) {
    const placed = carriersOf(source, call, checker, file);
    // Read in another function: what bears the name in the payload is what brings it along.
    for (const { node, kind, variable } of placed.length > 0 ? placed : named(source, nodeAround(tree, flow.report.range), call, checker)) {
      const known = found.get(node);
      if (known === undefined) found.set(node, { kind, fields: new Set([source.name]), ...(variable === undefined ? {} : { variable }) });
      else known.fields.add(source.name);
    }
  }
  const carriers = [...found].map(([node, { fields, ...rest }]): Carrier => ({ node, ...rest, fields: [...fields] }));
  return { file, text: tree.text, tree, checker, call, carriers };
}

/** The call or element where the report stands: the first step that is a call. */
function reportedCall(flow: Flow, tree: SourceFile): Node | undefined {
  for (const { trace } of flow.sources) {
    const step = trace.steps.find(({ kind, location }) => (kind === "call" || kind === "sink") && location.file === flow.report.file);
    const node = step === undefined ? undefined : nodeAt(tree, step.location.range);
    if (node !== undefined) return node;
  }
  let node: Node | undefined = nodeAround(tree, flow.report.range);
  while (node !== undefined && !isCallExpression(node) && !isNewExpression(node)) node = node.parent;
  return node;
}

type Found = Pick<Carrier, "node" | "kind" | "variable">;

function carriersOf(source: Source, call: Node, checker: Checker | undefined, file: string): readonly Found[] {
  const parts = argumentsOf(call);
  const roots = parts.length > 0 ? parts : [call];
  const found: Found[] = [];
  let steps = 0;
  for (const root of roots) {
    for (const node of descendants(root)) {
      if (++steps > mostNodes) return found;
      if (found.some((one) => within(node, one.node))) continue;
      if (source.location.file === file && node.getStart() === source.location.range.start && node.end === source.location.range.end && node !== call) {
        const kind = kindOf(node, source.name, checker);
        if (kind !== undefined) found.push({ node, kind });
      } else if (isIdentifier(node) && isRead(node)) found.push(...throughName(node, source, checker, file));
    }
  }
  return found;
}

/** Reads of the field, or of objects that have it, by name alone. */
function named(source: Source, payload: Node, call: Node, checker: Checker | undefined): readonly Found[] {
  const found: Found[] = [];
  let steps = 0;
  const reads: Node[] = [];
  const root = within(payload, call) ? payload : call;
  for (const node of descendants(root)) {
    if (++steps > mostNodes) return found;
    // What a callback in the payload reads comes back from the recipient.
    if (!isIdentifier(node) || !isRead(node) || isInCallback(node, call) || !argumentsOf(call).some((argument) => within(node, argument))) continue;
    const read = wholeRead(node);
    const kind = lastName(read) === source.name ? "value" : checker === undefined ? undefined : objectKind(read, source.name, checker);
    if (!reads.includes(read)) reads.push(read);
    if (kind !== undefined && !found.some((one) => one.node === read)) found.push({ node: read, kind });
  }
  // What alone is read in the payload brings the field, whatever its name.
  const [only] = reads;
  const kind = only !== undefined && reads.length === 1 && found.length === 0 && root !== call && !isCallExpression(only.parent) ? kindOf(only, lastName(only) ?? "", checker) : undefined;
  return only !== undefined && kind === "value" && isText(only, checker) ? [{ node: only, kind }] : found;
}

function isInCallback(node: Node, call: Node): boolean {
  for (let current = node; current !== call && current.parent !== undefined; current = current.parent) {
    if (isArrowFunction(current) || isFunctionExpression(current) || isMethodDeclaration(current)) return true;
  }
  return false;
}

function isText(node: Node, checker: Checker | undefined): boolean {
  const type = checker?.getTypeAtLocation(node);
  return type === undefined || (type.flags & (TypeFlags.Any | TypeFlags.StringLike)) !== 0;
}

/** A variable or parameter named in the call, when the field is read where it is declared. */
function throughName(name: Node, source: Source, checker: Checker | undefined, file: string): readonly Found[] {
  if (checker === undefined || source.location.file !== file) return [];
  const declaration = declarationOf(name, checker);
  if (declaration === undefined) return [];
  const { start, end } = source.location.range;
  if (!(declaration.getStart() <= start && end <= declaration.end)) return [];
  const read = wholeRead(name);
  const kind = kindOf(read, source.name, checker);
  if (!isVariableDeclaration(declaration) || declaration.initializer === undefined) return kind === undefined ? [] : [{ node: read, kind }];
  const inner = nodeAt(declaration.getSourceFile(), source.location.range);
  // A payload put together before the call: the field is written there.
  if (inner !== undefined && read === name && inner !== declaration.initializer && lastName(inner) === source.name && hasProperties(read, checker)) return [{ node: inner, kind: "value", variable: declaration }];
  return kind === undefined ? [] : [{ node: read, kind }];
}

/** `user.profile.city` for its first `user`. */
function wholeRead(name: Node): Node {
  let current = name;
  for (let parent = current.parent; (isPropertyAccessExpression(parent) || isElementAccessExpression(parent)) && parent.expression === current; parent = current.parent) {
    if (isCallExpression(parent.parent) && parent.parent.expression === parent) break;
    current = parent;
  }
  return current;
}

/** Whether the identifier is an expression: no property name and no declaration. */
function isRead(node: Node): boolean {
  const { parent } = node;
  if (isPropertyAccessExpression(parent)) return parent.expression === node;
  const named = (parent as unknown as { readonly name?: Node }).name;
  return named !== node || isShorthandPropertyAssignment(parent);
}

export function declarationOf(name: Node, checker: Checker): Node | undefined {
  const symbol = isShorthandPropertyAssignment(name.parent) ? checker.getShorthandAssignmentValueSymbol(name.parent) : checker.getSymbolAtLocation(name);
  const handle = symbol?.valueDeclaration ?? symbol?.declarations[0];
  // Only this file's declarations matter here, and others may be large to fetch.
  return handle !== undefined && String(handle.path).toLowerCase() === String(name.getSourceFile().path).toLowerCase() ? handle.resolve() : undefined;
}

function kindOf(node: Node, field: string, checker: Checker | undefined): Carrier["kind"] | undefined {
  const isField = lastName(node) === field;
  const type = checker?.getTypeAtLocation(node);
  if (type === undefined || checker === undefined || (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0) return isField ? "value" : undefined;
  if (isField) return "value";
  const object = objectKind(node, field, checker);
  if (object !== undefined) return object;
  const whole = checker.getNonNullableType(type) ?? type;
  // A variable that holds the field under another name.
  return (whole.flags & (TypeFlags.StringLike | TypeFlags.NumberLike)) !== 0 ? "value" : undefined;
}

function objectKind(node: Node, field: string, checker: Checker): "object" | undefined {
  const type = checker.getTypeAtLocation(node);
  const whole = type === undefined ? undefined : (checker.getNonNullableType(type) ?? type);
  if (whole === undefined || (whole.flags & (TypeFlags.Object | TypeFlags.Intersection | TypeFlags.Union)) === 0) return undefined;
  return checker.getPropertyOfType(whole, field) === undefined ? undefined : "object";
}

function hasProperties(node: Node, checker: Checker): boolean {
  const type = checker.getTypeAtLocation(node);
  return type !== undefined && (type.flags & TypeFlags.Object) !== 0;
}
