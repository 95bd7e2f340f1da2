// What an address expression may be, read from the tree alone: literals, templates, constants, `new URL`, environment variables.
import {
  SyntaxKind, isAsExpression, isAwaitExpression, isBinaryExpression, isCallExpression, isConditionalExpression, isIdentifier, isImportDeclaration, isImportSpecifier, isNamedImports,
  isNewExpression, isNonNullExpression, isNoSubstitutionTemplateLiteral, isObjectLiteralExpression, isParenthesizedExpression, isPropertyAccessExpression, isPropertyAssignment,
  isSatisfiesExpression, isStringLiteral, isTemplateExpression, isVariableDeclaration, type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { FlowProgram } from "../program.js";
import { walk } from "./nodes.js";

/** A reading of an address; unknown parts are U+0001. */
export interface AddressReading {
  readonly text: string;
  /** The literal that decides the host. */
  readonly node: Node;
}

const unknown = "\u0001";
const maxDepth = 12;
const maxReadings = 8;

export function readAddress(program: FlowProgram, node: Node, depth = 0): readonly AddressReading[] {
  if (depth > maxDepth) return [];
  const again = (inner: Node) => readAddress(program, inner, depth + 1);
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [{ text: node.text, node }];
  if (isParenthesizedExpression(node) || isAsExpression(node) || isSatisfiesExpression(node) || isNonNullExpression(node) || isAwaitExpression(node)) return again(node.expression);
  if (isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)].slice(0, maxReadings);
  if (isBinaryExpression(node)) return binary(node.operatorToken.kind, node.left, node.right, node, again);
  if (isTemplateExpression(node)) return template(node, again);
  if (isNewExpression(node)) return made(node.expression, [...(node.arguments ?? [])], again);
  if (isIdentifier(node)) return named(program, node, depth);
  if (isPropertyAccessExpression(node)) return property(program, node, again, depth);
  if (isCallExpression(node)) return called(node, again);
  return [];
}

/** Host of a reading: of an absolute address, or of a bare host where one was asked for. */
export function hostOfReading({ text }: AddressReading, isBareHost = false): string | undefined {
  return hostOfText(text, isBareHost);
}

/** Lower-case host of an absolute address; undefined where a part of it is not known. */
export function hostOfText(text: string, isBareHost = false): string | undefined {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#\\]*)/i.exec(text);
  const authority = match?.[1] ?? (isBareHost && /^[\w.-]+\.[a-z]{2,}(?::\d+)?$/i.test(text) ? text : undefined);
  const host = authority?.replace(/^[^@]*@/, "").replace(/:\d*$/, "").toLowerCase();
  return host === undefined || host === "" || host.includes(unknown) || host.includes("$") || host.includes("{") ? undefined : host;
}

function binary(operator: SyntaxKind, left: Node, right: Node, whole: Node, again: (node: Node) => readonly AddressReading[]): readonly AddressReading[] {
  if (operator === SyntaxKind.QuestionQuestionToken || operator === SyntaxKind.BarBarToken) return [...again(left), ...again(right)];
  if (operator !== SyntaxKind.PlusToken) return [];
  const ends = again(right);
  return again(left).map((start) => ({ text: start.text + (ends[0]?.text ?? unknown), node: start.text === "" ? whole : start.node }));
}

function template(node: Extract<Node, { readonly templateSpans: unknown }> | Node, again: (node: Node) => readonly AddressReading[]): readonly AddressReading[] {
  if (!isTemplateExpression(node)) return [];
  let readings: readonly AddressReading[] = [{ text: node.head.text, node }];
  for (const span of node.templateSpans) {
    const parts = again(span.expression);
    const choices = parts.length === 0 ? [{ text: unknown, node }] : parts;
    const isOpen = !/^[a-z]+:\/\/[^/]+\//i.test(readings[0]?.text ?? "");
    readings = readings.flatMap((start) => (isOpen ? choices : choices.slice(0, 1)).map((part) => ({ text: start.text + part.text + span.literal.text, node: isOpen ? part.node : start.node }))).slice(0, maxReadings);
  }
  return readings;
}

/** `new URL(path, base)`: an absolute path wins; `new Request(url)`. */
function made(callee: Node, args: readonly Node[], again: (node: Node) => readonly AddressReading[]): readonly AddressReading[] {
  if (!isIdentifier(callee) || (callee.text !== "URL" && callee.text !== "Request")) return [];
  const first = args[0] === undefined ? [] : again(args[0]);
  if (first.some((reading) => hostOfReading(reading) !== undefined) || args[1] === undefined) return first;
  return again(args[1]);
}

/** What `x.toString()`, `x.clone()`, `String(x)`, `url.replace("/a", "https://…")` are made of. */
function called(node: Node, again: (node: Node) => readonly AddressReading[]): readonly AddressReading[] {
  if (!isCallExpression(node)) return [];
  const { expression } = node;
  const args = [...node.arguments];
  if (isIdentifier(expression) && expression.text === "String") return args[0] === undefined ? [] : again(args[0]);
  if (!isPropertyAccessExpression(expression)) return [];
  const replaced = args.flatMap((argument) => (isStringLiteral(argument) && argument.text.includes("://") ? again(argument) : []));
  if (/^replace(?:All)?$/.test(expression.name.text) && replaced.length > 0) return replaced;
  return /^(?:toString|clone|trim|replace|replaceAll|concat)$/.test(expression.name.text) ? again(expression.expression) : [];
}

function property(program: FlowProgram, node: Node, again: (node: Node) => readonly AddressReading[], depth: number): readonly AddressReading[] {
  if (!isPropertyAccessExpression(node)) return [];
  const name = node.name.text;
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) {
    const found = program.readEnv(name);
    if (found !== undefined && found.value !== "") return [{ text: found.value, node }];
  }
  if (name === "href" || name === "origin") return again(node.expression);
  const owner = isIdentifier(node.expression) ? initialiser(program, node.expression, depth) : undefined;
  const entry = owner !== undefined && isObjectLiteralExpression(owner) ? owner.properties.find((item) => isPropertyAssignment(item) && nameText(item.name) === name) : undefined;
  return entry !== undefined && isPropertyAssignment(entry) ? again(entry.initializer) : [];
}

/** A variable: its host may be set later (`url.hostname = …`), which counts more than what it began as. */
function named(program: FlowProgram, node: Node, depth: number): readonly AddressReading[] {
  if (!isIdentifier(node)) return [];
  const hosts = assignedHosts(node.getSourceFile(), node.text).flatMap((value) => readAddress(program, value, depth + 1)).filter((reading) => hostOfReading(reading, true) !== undefined);
  if (hosts.length > 0) return hosts.map((reading) => (reading.text.includes("//") ? reading : { text: `https://${reading.text}/`, node: reading.node }));
  const start = initialiser(program, node, depth);
  return start === undefined ? [] : readAddress(program, start, depth + 1);
}

/** Values given to `name.host`, `name.hostname` or `name.href` in a file, the last ones first. */
function assignedHosts(source: SourceFile, name: string): readonly Node[] {
  const found: Node[] = [];
  if (!new RegExp(`\\b${name.replace(/\$/g, "\\$")}\\.(?:host|hostname|href)\\s*=[^=]`).test(source.text)) return found;
  walk(source, (node) => {
    if (!isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken || !isPropertyAccessExpression(node.left)) return;
    if (/^(?:host|hostname|href)$/.test(node.left.name.text) && isIdentifier(node.left.expression) && node.left.expression.text === name) found.unshift(node.right);
  });
  return found;
}

/** What a variable of this file, or one imported from a file of the workspace, was declared with. */
export function initialiser(program: FlowProgram, node: Node, depth = 0): Node | undefined {
  if (!isIdentifier(node) || depth > maxDepth) return undefined;
  const source = node.getSourceFile();
  const own = declared(source, node.text, node.pos);
  if (own !== undefined) return own;
  const imported = importOf(source, node.text);
  const file = imported === undefined ? undefined : program.resolve(source.fileName, imported.specifier);
  const target = file === undefined ? undefined : program.sourceFile(file);
  return target === undefined || imported === undefined ? undefined : declared(target, imported.name, Number.MAX_SAFE_INTEGER);
}

/** The nearest declaration before a place goes first: that is the one in scope, but for rare orders. */
function declared(source: SourceFile, name: string, before: number): Node | undefined {
  let nearest: Node | undefined;
  let any: Node | undefined;
  walk(source, (node) => {
    if (!isVariableDeclaration(node) || !isIdentifier(node.name) || node.name.text !== name || node.initializer === undefined) return;
    any ??= node.initializer;
    if (node.pos <= before) nearest = node.initializer;
  });
  return nearest ?? any;
}

/** The specifier and exported name behind a named, default or namespace import. */
export function importOf(source: SourceFile, local: string): { readonly specifier: string; readonly name: string } | undefined {
  for (const statement of source.statements) {
    if (!isImportDeclaration(statement) || !isStringLiteral(statement.moduleSpecifier)) continue;
    const clause = statement.importClause;
    const specifier = statement.moduleSpecifier.text;
    if (clause?.name?.text === local) return { specifier, name: "default" };
    const bindings = clause?.namedBindings;
    if (bindings === undefined || !isNamedImports(bindings)) continue;
    for (const element of bindings.elements) if (isImportSpecifier(element) && element.name.text === local) return { specifier, name: element.propertyName?.text ?? local };
  }
  return undefined;
}

/** Text of a property's name, when it is written down. */
export function nameText(name: Node): string | undefined {
  return isIdentifier(name) || isStringLiteral(name) || isNoSubstitutionTemplateLiteral(name) ? name.text : undefined;
}
