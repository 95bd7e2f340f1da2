// Code that hands a request on as it came: fetch with the request's body, rewrites of a middleware, proxy middleware.
import {
  SyntaxKind, isAsExpression, isAwaitExpression, isBinaryExpression, isCallExpression, isConditionalExpression, isExportDeclaration, isIdentifier, isNewExpression, isNonNullExpression,
  isObjectLiteralExpression, isParenthesizedExpression, isPropertyAccessExpression, isPropertyAssignment, isShorthandPropertyAssignment, isSpreadAssignment, isStringLiteral, type Node, type SourceFile,
} from "../../compiler/ast.js";
import { localized } from "../../base/localized.js";
import { basename } from "../../base/paths.js";
import type { FlowStep } from "../../model/flow.js";
import { locationOf, type FlowProgram } from "../program.js";
import { hostOfReading, importOf, initialiser, nameText, readAddress } from "./addresses.js";
import { walk } from "./nodes.js";

/** A request goes on to a host that the code names. */
export interface Forward {
  readonly host: string;
  /** Calls on the way, the one that sends last. */
  readonly calls: readonly Node[];
  /** The literal that names the host. */
  readonly literal: Node;
}

const maxHops = 2;
const requestName = /^(?:_?req|_?request|ctx|context|c|event|evt)$/;
const clients = /^(?:fetch|\$fetch|ofetch|axios|got|ky|request|needle|superagent|undici)$/;
const verbs = /^(?:post|put|patch|request|fetch|raw|send)$/;
const proxyCalls = /^(?:createProxyMiddleware|legacyCreateProxyMiddleware|createProxyServer|createProxy|proxyRequest|sendProxy|proxy|httpProxy|expressHttpProxy|httpProxyMiddleware|web|rewrite)$/;
const mayForward = /\b(?:fetch|axios|got|ky|request|undici|needle|superagent)\b[^;]{0,400}\b(?:url|body|req|request|data)\b|\.rewrite\(|[pP]roxy/;
const mayDelegate = /\(\s*(?:_?req|_?request|ctx|context|c|event|evt)\s*[,)]|\bexport\s*(?:\*|\{)[^;]{0,400}\bfrom\b/;

/** Forwards in the code of a file, or in one stretch of it; helpers that get the request are followed into their files. */
export function forwardsIn(program: FlowProgram, file: string, within?: { readonly start: number; readonly end: number }, hops = 0): readonly Forward[] {
  const text = program.text(file);
  if (text === undefined || !(mayForward.test(text) || (hops < maxHops && mayDelegate.test(text)))) return [];
  const source = program.sourceFile(file);
  if (source === undefined) return [];
  const found: Forward[] = [];
  walk(source, (node) => {
    if (isCallExpression(node) && (within === undefined || (within.start <= node.pos && node.end <= within.end))) found.push(...forwardsOf(program, source, node, hops));
    else if (isExportDeclaration(node) && hops < maxHops && node.moduleSpecifier !== undefined && isStringLiteral(node.moduleSpecifier)) found.push(...through(program, file, node.moduleSpecifier.text, undefined, hops));
  });
  return byHost(found);
}

/** What one call forwards to. */
export function forwardsOf(program: FlowProgram, source: SourceFile, call: Node, hops = 0): readonly Forward[] {
  if (!isCallExpression(call)) return [];
  const name = calleeName(call.expression);
  const args = [...call.arguments];
  if (name === undefined) return [];
  const address = addressOfCall(program, call.expression, name, args);
  const hosts = address === undefined ? [] : readAddress(program, address).flatMap((reading) => {
    const host = hostOfReading(reading);
    return host === undefined ? [] : [{ host, calls: [call], literal: reading.node }];
  });
  if (hosts.length > 0) return hosts;
  // A helper that is handed the request: `return analyticsProxy(request)`.
  if (hops >= maxHops || !isIdentifier(call.expression) || !args.some((argument) => isRequest(argument))) return [];
  const imported = importOf(source, call.expression.text);
  return imported === undefined ? [] : through(program, source.fileName, imported.specifier, call, hops);
}

const helpers = new WeakMap<FlowProgram, Map<string, readonly Forward[]>>();

function through(program: FlowProgram, from: string, specifier: string, call: Node | undefined, hops: number): readonly Forward[] {
  const file = program.resolve(from, specifier);
  if (file === undefined) return [];
  let known = helpers.get(program);
  if (known === undefined) helpers.set(program, (known = new Map()));
  const key = `${hops}|${file}`;
  let found = known.get(key);
  // Set before it is found: files that import each other end here.
  if (found === undefined) {
    known.set(key, []);
    known.set(key, (found = forwardsIn(program, file, undefined, hops + 1)));
  }
  return found.map((forward) => (call === undefined ? forward : { ...forward, calls: [call, ...forward.calls] }));
}

/** The address expression of a call that passes the request on; undefined when it does not. */
function addressOfCall(program: FlowProgram, callee: Node, name: string, args: readonly Node[]): Node | undefined {
  const root = rootName(callee);
  const [first, second] = args;
  const options = args.find((argument) => isObjectLiteralExpression(argument));
  if (proxyCalls.test(name)) {
    if (name === "rewrite") return root === "NextResponse" || root === "context" || root === "ctx" ? first : undefined;
    if (name === "web" && !/proxy/i.test(root ?? "")) return undefined;
    const target = valueOf(options, "target") ?? valueOf(options, "upstream");
    if (target !== undefined) return target;
    return args.find((argument) => !isRequest(argument) && !isObjectLiteralExpression(argument));
  }
  if (!(clients.test(name) || (verbs.test(name) && clients.test(root ?? "")))) return undefined;
  if (options !== undefined && options === first) {
    const url = valueOf(options, "url") ?? valueOf(options, "uri");
    const body = valueOf(options, "data") ?? valueOf(options, "body") ?? valueOf(options, "json");
    return body !== undefined && isWholeBody(program, body, 0) ? url : undefined;
  }
  if (first === undefined || second === undefined) return first !== undefined && isNewExpression(first) && first.arguments?.[1] !== undefined && carriesBody(program, first.arguments[1]) ? first : undefined;
  return carriesBody(program, second) || (verbs.test(name) && isWholeBody(program, second, 0)) ? first : undefined;
}

/** Options of a call, or a request itself, with the body of the request at hand. */
function carriesBody(program: FlowProgram, options: Node): boolean {
  if (isRequest(options)) return true;
  if (isObjectLiteralExpression(options)) return optionsCarry(program, options);
  if (!isIdentifier(options)) return false;
  const start = initialiser(program, options);
  if (start !== undefined && isObjectLiteralExpression(start) && optionsCarry(program, start)) return true;
  // `init.body = request.body` after the literal.
  let isSet = false;
  walk(options.getSourceFile(), (node) => {
    if (!isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken || !isPropertyAccessExpression(node.left)) return;
    if (/^(?:body|data|json)$/.test(node.left.name.text) && isIdentifier(node.left.expression) && node.left.expression.text === options.text && isWholeBody(program, node.right, 0)) isSet = true;
  });
  return isSet;
}

function optionsCarry(program: FlowProgram, options: Node): boolean {
  const body = valueOf(options, "body") ?? valueOf(options, "data") ?? valueOf(options, "json");
  if (body !== undefined) return isWholeBody(program, body, 0);
  return isObjectLiteralExpression(options) && options.properties.some((item) => isSpreadAssignment(item) && isRequest(item.expression));
}

/** `request.body`, `await req.text()`, `JSON.stringify(req.body)`, `{ ...body }`: all of it, not one field of it. */
function isWholeBody(program: FlowProgram, node: Node, depth: number): boolean {
  if (depth > 6) return false;
  const again = (inner: Node) => isWholeBody(program, inner, depth + 1);
  if (isParenthesizedExpression(node) || isAsExpression(node) || isAwaitExpression(node) || isNonNullExpression(node)) return again(node.expression);
  if (isConditionalExpression(node)) return again(node.whenTrue) || again(node.whenFalse);
  if (isBinaryExpression(node)) return again(node.left) || again(node.right);
  if (isIdentifier(node)) {
    const start = initialiser(program, node);
    return start !== undefined && again(start);
  }
  if (isPropertyAccessExpression(node)) return /^(?:body|rawBody)$/.test(node.name.text) && isRequest(node.expression);
  if (isObjectLiteralExpression(node)) return node.properties.some((item) => isSpreadAssignment(item) && again(item.expression));
  if (!isCallExpression(node)) return false;
  const name = calleeName(node.expression);
  if (name === "stringify" || name === "from") return node.arguments[0] !== undefined && again(node.arguments[0]);
  if (name === "readBody" || name === "readRawBody" || name === "getRequestWebStream" || name === "readFormData") return true;
  return /^(?:json|text|arrayBuffer|blob|formData|parseBody)$/.test(name ?? "") && isPropertyAccessExpression(node.expression) && isRequest(node.expression.expression);
}

/** `req`, `ctx.request`, `c.req.raw`, `event.request.clone()`. */
function isRequest(node: Node): boolean {
  let current: Node = node;
  for (let hops = 0; hops < 5; hops++) {
    if (isIdentifier(current)) return requestName.test(current.text);
    if (isCallExpression(current)) current = current.expression;
    else if (isPropertyAccessExpression(current) && /^(?:req|request|raw|clone|node)$/.test(current.name.text)) current = current.expression;
    else return false;
  }
  return false;
}

function valueOf(options: Node | undefined, key: string): Node | undefined {
  if (options === undefined || !isObjectLiteralExpression(options)) return undefined;
  for (const item of options.properties) {
    if (isPropertyAssignment(item) && nameText(item.name) === key) return item.initializer;
    if (isShorthandPropertyAssignment(item) && nameText(item.name) === key) return item.name;
  }
  return undefined;
}

function calleeName(callee: Node): string | undefined {
  if (isIdentifier(callee)) return callee.text;
  return isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

function rootName(callee: Node): string | undefined {
  let current = callee;
  while (isPropertyAccessExpression(current)) current = current.expression;
  return isIdentifier(current) ? current.text : undefined;
}

/** One a host; hosts of static files last, since data does not go there. */
function byHost(forwards: readonly Forward[]): readonly Forward[] {
  const hosts = new Map<string, Forward>();
  for (const forward of forwards) if (!hosts.has(forward.host)) hosts.set(forward.host, forward);
  return [...hosts.values()].sort((a, b) => Number(isStatic(a.host)) - Number(isStatic(b.host)));
}

/** The calls that hand on, then the host they hand to. */
export function forwardSteps({ calls, literal, host }: Forward): readonly FlowStep[] {
  return [
    ...calls.map((call): FlowStep => ({ location: locationOf(call), kind: "endpoint", text: localized(`forwarded by ${basename(call.getSourceFile().fileName)}`, `由 ${basename(call.getSourceFile().fileName)} 转发`) })),
    { location: locationOf(literal), kind: "endpoint", text: localized(`${host} is named here`, `在此指定 ${host}`) },
  ];
}

/** Hosts that serve files. */
export function isStatic(host: string): boolean {
  return /(?:^|[.-])(?:assets?|static|cdn|fonts?|images?|img|media)(?:[.-]|$)/.test(host);
}

/** Property of an object literal by its name. */
export { valueOf, calleeName };
