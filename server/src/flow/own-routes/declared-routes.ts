// Rewrites, redirects and proxies that configuration files declare: Next.js, Nitro, Vite, webpack, CRA, Vue CLI, umi, http-proxy.
import {
  SyntaxKind, isCallExpression, isElementAccessExpression, isIdentifier, isObjectLiteralExpression, isPropertyAssignment, isRegularExpressionLiteral,
  isStringLiteral, isVariableDeclaration, type Node, type SourceFile,
} from "../../compiler/ast.js";
import { localized } from "../../base/localized.js";
import { basename, dirname } from "../../base/paths.js";
import type { FlowStep } from "../../model/flow.js";
import { locationOf, type FlowProgram } from "../program.js";
import { hostOfReading, nameText, readAddress } from "./addresses.js";
import { calleeName, forwardsIn, forwardsOf, forwardSteps, isStatic, valueOf, type Forward } from "./forwards.js";
import { walk } from "./nodes.js";
import { pattern, prefixPattern, type RoutePattern } from "./pattern.js";

/** A path of our own that goes on to another host. */
export interface DeclaredRoute {
  readonly pattern: RoutePattern;
  readonly host: string;
  readonly file: string;
  /** What says so on the way, and where the host is written. */
  readonly evidence: readonly FlowStep[];
  /** Folder whose code this is about. */
  readonly root: string;
  /** No path is named: it stands for a service's own proxy only. */
  readonly isAny?: boolean;
}

const configurationName = /^(?:next|nuxt|vite|vitest|webpack|rspack|rsbuild|vue|craco|svelte|astro|nitro|angular|farm|electron\.vite|gatsby|remix|app|react-router|modern|umi|rax|ice|quasar)\.?(?:-?config|\.config)?(?:\.[\w-]+)*\.[mc]?[jt]s$|^\.umirc(?:\.\w+)?\.[jt]s$|^\.fatherrc\.[jt]s$|^setupProxy\.[jt]s$|^proxy(?:\.conf|\.config)?\.[mc]?[jt]s$|^vercel\.ts$/;
const guardName = /^(?:middleware|proxy|hooks\.server)\.[mc]?[jt]s$/;
const proxyWords = /createProxyMiddleware|http-proxy|createProxyServer|httpProxy|proxyRequest|sendProxy|express-http-proxy|@fastify\/http-proxy/;

/** Whether a file may say where our own paths go on to. */
export function mayDeclareRoutes(file: string, text: string): boolean {
  return isRouteConfiguration(file) || proxyWords.test(text);
}

/** Files that matter to every own path, by their name. */
export function isRouteConfiguration(file: string): boolean {
  const name = basename(file);
  return guardName.test(name) || (/config|umirc|setupProxy|proxy|vercel/.test(name) && configurationName.test(name)) || /\/(?:config|build)\/(?:index|proxy|config|dev)\.[jt]s$/.test(file) || /\/server\/middleware\//.test(file);
}

export function declaredRoutes(program: FlowProgram, file: string): readonly DeclaredRoute[] {
  const source = program.sourceFile(file);
  if (source === undefined) return [];
  const routes: DeclaredRoute[] = [];
  walk(source, (node) => {
    if (isObjectLiteralExpression(node)) routes.push(...rewriteOf(program, file, node));
    else if (isPropertyAssignment(node) || isVariableDeclaration(node)) routes.push(...proxyTable(program, file, node));
    else if (isCallExpression(node)) routes.push(...mounted(program, file, source, node));
  });
  return isGuard(file) ? [...routes, ...guarded(program, file, source)] : routes;
}

function isGuard(file: string): boolean {
  return guardName.test(basename(file)) || /\/server\/middleware\//.test(file);
}

function rootOf(file: string): string {
  return dirname(file).replace(/\/(?:src|config|build|server|server\/middleware)$/, "");
}

/** `{ source: "/ingest/:path*", destination: "https://…" }`. */
function rewriteOf(program: FlowProgram, file: string, literal: Node): readonly DeclaredRoute[] {
  const source = valueOf(literal, "source");
  const destination = valueOf(literal, "destination");
  if (source === undefined || destination === undefined) return [];
  const [path] = readAddress(program, source);
  return hostsAt(program, destination).map(({ host, node }) => ({ pattern: pattern(path?.text ?? "/:path*"), host, file, evidence: declaredAt(file, node), root: rootOf(file) }));
}

/** `proxy: { "/api": "https://…" }`, `proxy: { "/api": { target } }`, `proxy: [{ context: ["/api"], target }]`, `routeRules: { "/x/**": { proxy } }`. */
function proxyTable(program: FlowProgram, file: string, node: Node): readonly DeclaredRoute[] {
  if (!isPropertyAssignment(node) && !isVariableDeclaration(node)) return [];
  const name = nameText(node.name) ?? "";
  const value = node.initializer;
  if (value === undefined || !/proxy|routeRules|proxies/i.test(name)) return [];
  // `devServer: { proxy: "https://…" }` takes every path.
  if (isStringLiteral(value)) return !isPropertyAssignment(node.parent.parent) || !/^(?:devServer|server)$/.test(nameText(node.parent.parent.name) ?? "") ? [] : hostsAt(program, value).map(({ host, node: at }) => ({ pattern: prefixPattern("/"), host, file, evidence: declaredAt(file, at), root: rootOf(file) }));
  const routes: DeclaredRoute[] = [];
  const entry = (path: string, target: Node) => {
    for (const { host, node: at } of hostsAt(program, target)) routes.push({ pattern: prefixPattern(path), host, file, evidence: declaredAt(file, at), root: rootOf(file) });
  };
  walk(value, (inner) => {
    if (isPropertyAssignment(inner)) {
      const path = nameText(inner.name) ?? "";
      const target = targetOf(inner.initializer);
      if (/^[\^/]/.test(path) && target !== undefined) entry(path, target);
    } else if (isObjectLiteralExpression(inner)) {
      const target = valueOf(inner, "target");
      const context = valueOf(inner, "context");
      if (target !== undefined && context !== undefined) for (const path of stringsIn(context)) entry(path, target);
    }
  });
  return routes;
}

function targetOf(value: Node): Node | undefined {
  if (isStringLiteral(value)) return value;
  if (!isObjectLiteralExpression(value)) return undefined;
  const target = valueOf(value, "target") ?? valueOf(value, "proxy") ?? valueOf(value, "redirect") ?? valueOf(value, "to");
  return target !== undefined && isObjectLiteralExpression(target) ? (valueOf(target, "to") ?? valueOf(target, "target")) : target;
}

/** `app.use("/ingest", createProxyMiddleware({ target }))`, `fastify.register(proxy, { upstream, prefix })`. */
function mounted(program: FlowProgram, file: string, source: SourceFile, call: Node): readonly DeclaredRoute[] {
  if (!isCallExpression(call) || !/^(?:use|all|any|register|get|post|on)$/.test(calleeName(call.expression) ?? "")) return [];
  const [first] = call.arguments;
  const options = call.arguments.find((argument) => isObjectLiteralExpression(argument));
  const upstream = valueOf(options, "upstream");
  const prefix = valueOf(options, "prefix");
  if (upstream !== undefined) {
    const path = prefix === undefined ? "/" : (stringsIn(prefix)[0] ?? "/");
    return hostsAt(program, upstream).map(({ host, node }) => ({ pattern: prefixPattern(path), host, file, evidence: declaredAt(file, node), root: rootOf(file) }));
  }
  const paths = first === undefined ? [] : stringsIn(first).filter((path) => path.startsWith("/"));
  const inner: Forward[] = [];
  for (const argument of call.arguments) {
    if (isIdentifier(argument)) inner.push(...forwardsOfVariable(program, source, argument.text));
    else if (/[pP]roxy/.test(argument.getText().slice(0, 2000))) walk(argument, (node) => void inner.push(...forwardsOf(program, source, node)));
  }
  return inner.flatMap((forward) => (paths.length === 0 ? ["/"] : paths).map((path) => fromForward(forward, prefixPattern(path), file)));
}

/** `const relay = createProxyMiddleware({ target })`, mounted by its name. */
function forwardsOfVariable(program: FlowProgram, source: SourceFile, name: string): readonly Forward[] {
  const found: Forward[] = [];
  walk(source, (node) => {
    if (isVariableDeclaration(node) && isIdentifier(node.name) && node.name.text === name && node.initializer !== undefined) found.push(...forwardsOf(program, source, node.initializer));
  });
  return found;
}

/** A middleware hands some paths on: which ones say the conditions around the call. */
function guarded(program: FlowProgram, file: string, source: SourceFile): readonly DeclaredRoute[] {
  return forwardsIn(program, file).flatMap((forward) => {
    const [call] = forward.calls;
    const paths = call === undefined ? [] : pathsAround(source, call);
    const known = paths.length > 0 ? paths : matcherPaths(source);
    return known.length === 0 ? [{ ...fromForward(forward, prefixPattern("/"), file), isAny: true }] : known.map((path) => fromForward(forward, prefixPattern(path), file));
  });
}

function fromForward(forward: Forward, path: RoutePattern, file: string): DeclaredRoute {
  return { pattern: path, host: forward.host, file, evidence: forwardSteps(forward), root: rootOf(file) };
}

/** Paths that the conditions around a place compare with, also inside of predicates of the same file. */
function pathsAround(source: SourceFile, place: Node): readonly string[] {
  for (let current: Node | undefined = place.parent; current !== undefined; current = current.parent) {
    const condition = current.kind === SyntaxKind.IfStatement ? (current as unknown as { readonly expression: Node }).expression
      : current.kind === SyntaxKind.ConditionalExpression ? (current as unknown as { readonly condition: Node }).condition : undefined;
    if (condition === undefined) continue;
    const paths = stringsIn(condition, true);
    const helpers = paths.length > 0 ? [] : calledIn(condition).flatMap((name) => bodyOf(source, name)).flatMap((body) => stringsIn(body, true));
    const found = [...paths, ...helpers].filter((path) => /^\/[\w-]/.test(path));
    if (found.length > 0) return found;
  }
  return [];
}

function calledIn(condition: Node): readonly string[] {
  const names: string[] = [];
  walk(condition, (node) => {
    if (isCallExpression(node) && isIdentifier(node.expression)) names.push(node.expression.text);
    if (isIdentifier(node)) names.push(node.text);
  });
  return [...new Set(names)];
}

/** Functions and constants of the file by name. */
function bodyOf(source: SourceFile, name: string): readonly Node[] {
  const found: Node[] = [];
  walk(source, (node) => {
    const named = (node as unknown as { readonly name?: Node }).name;
    const isBody = node.kind === SyntaxKind.FunctionDeclaration || (isVariableDeclaration(node) && node.initializer !== undefined && !isCallExpression(node.initializer) && !isElementAccessExpression(node.initializer));
    if (isBody && named !== undefined && isIdentifier(named) && named.text === name) found.push(node);
  });
  return found;
}

/** `export const config = { matcher: "/ingest/:path*" }`; patterns that leave paths out say nothing. */
function matcherPaths(source: SourceFile): readonly string[] {
  const paths: string[] = [];
  walk(source, (node) => {
    if (isPropertyAssignment(node) && nameText(node.name) === "matcher") paths.push(...stringsIn(node.initializer));
  });
  return paths.filter((path) => /^\/[\w-]/.test(path) && !path.includes("(?!"));
}

/** Strings (and, where wanted, the literal beginnings of regular expressions) below a node. */
function stringsIn(root: Node, withPatterns = false): readonly string[] {
  const found: string[] = [];
  walk(root, (node) => {
    if (isStringLiteral(node)) found.push(node.text);
    else if (withPatterns && isRegularExpressionLiteral(node)) {
      const match = /^\/\^?((?:\\\/|[\w-])+)/.exec(node.text);
      if (match?.[1] !== undefined) found.push(match[1].replace(/\\\//g, "/"));
    }
  });
  return found;
}

function declaredAt(file: string, node: Node): readonly FlowStep[] {
  return [{ location: locationOf(node), kind: "endpoint", text: localized(`forwarded by ${basename(file)}`, `由 ${basename(file)} 转发`) }];
}

function hostsAt(program: FlowProgram, node: Node): readonly { readonly host: string; readonly node: Node }[] {
  const found = readAddress(program, node).flatMap((reading) => {
    const host = hostOfReading(reading);
    return host === undefined ? [] : [{ host, node: reading.node }];
  });
  return found.sort((a, b) => Number(isStatic(a.host)) - Number(isStatic(b.host))).slice(0, 1);
}
