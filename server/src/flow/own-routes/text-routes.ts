// Rewrites that deployment files declare: vercel.json, package.json of create-react-app, netlify.toml, _redirects, nginx.
import { localized } from "../../base/localized.js";
import { basename, dirname } from "../../base/paths.js";
import { range } from "../../base/range.js";
import type { DeclaredRoute } from "./declared-routes.js";
import { hostOfText } from "./addresses.js";
import { pattern, prefixPattern, type RoutePattern } from "./pattern.js";

/** A deployment file as text: the compiler knows nothing of it. */
export interface RouteText {
  readonly file: string;
  readonly text: string;
}

const maxLength = 400_000;

export function textRoutes({ file, text }: RouteText): readonly DeclaredRoute[] {
  if (text.length > maxLength) return [];
  const name = basename(file);
  const add = (path: RoutePattern, address: string, offset: number): DeclaredRoute[] => {
    const host = hostOfText(address);
    if (host === undefined) return [];
    const location = { file, range: range(offset, offset + address.length) };
    const root = dirname(file).replace(/\/(?:public|static|nginx|docker|deploy|config|conf\.d)(?=\/|$).*/, "");
    return [{ pattern: path, host, file, root, evidence: [{ location, kind: "endpoint", text: localized(`forwarded by ${name}`, `由 ${name} 转发`) }] }];
  };
  if (name.endsWith(".json")) return jsonRoutes(text, add);
  if (name === "_redirects") return redirectLines(text, add);
  if (name.endsWith(".toml")) return tomlRoutes(text, add);
  return nginxRoutes(text, add);
}

type Add = (path: RoutePattern, address: string, offset: number) => DeclaredRoute[];

function jsonRoutes(text: string, add: Add): readonly DeclaredRoute[] {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value).flatMap(([key, list]) => (/^(?:rewrites|routes|redirects)$/.test(key) && Array.isArray(list) ? list as readonly unknown[] : []));
  const routes = entries.flatMap((entry) => {
    const { source, src, destination, dest } = (typeof entry === "object" && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>;
    const from = source ?? src;
    const to = destination ?? dest;
    return typeof from === "string" && typeof to === "string" ? add(pattern(from), to, Math.max(0, text.indexOf(to))) : [];
  });
  const proxy = (value as Readonly<Record<string, unknown>>)["proxy"];
  return typeof proxy === "string" ? [...routes, ...add(prefixPattern("/"), proxy, Math.max(0, text.indexOf(proxy)))] : routes;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-typed: no route until it reads again.
    return undefined;
  }
}

/** `/from  https://to/:splat  200`. */
function redirectLines(text: string, add: Add): readonly DeclaredRoute[] {
  return linesOf(text).flatMap(({ line, offset }) => {
    const match = /^\s*(\/\S*)\s+(?:[^\s=]+=\S+\s+)*(https?:\/\/\S+)/.exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : add(pattern(match[1]), match[2], offset + line.indexOf(match[2]));
  });
}

/** `[[redirects]]` with `from` and `to`. */
function tomlRoutes(text: string, add: Add): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  let from: string | undefined;
  let to: { readonly address: string; readonly offset: number } | undefined;
  const flush = () => {
    if (from !== undefined && to !== undefined) routes.push(...add(pattern(from), to.address, to.offset));
    from = undefined;
    to = undefined;
  };
  for (const { line, offset } of linesOf(text)) {
    if (line.trimStart().startsWith("[")) flush();
    const match = /^\s*(from|to)\s*=\s*["']([^"']+)["']/.exec(line);
    if (match?.[1] === "from") from = match[2];
    else if (match?.[2] !== undefined) to = { address: match[2], offset: offset + line.indexOf(match[2]) };
  }
  flush();
  return routes;
}

/** `location /x { proxy_pass https://…; }`, with `upstream` names looked up. */
function nginxRoutes(text: string, add: Add): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  const upstreams = new Map<string, string>();
  let location: string | undefined;
  let upstream: string | undefined;
  for (const { line, offset } of linesOf(text)) {
    const code = line.replace(/#.*/, "");
    const opened = /\blocation\s+(?:(?:=|\^~|~\*?)\s*)?([^\s{]+)/.exec(code);
    if (opened !== null) location = opened[1];
    upstream = /\bupstream\s+([\w.-]+)/.exec(code)?.[1] ?? upstream;
    const server = /\bserver\s+([\w.-]+\.[a-z]{2,})(?::\d+)?/i.exec(code)?.[1];
    if (server !== undefined && upstream !== undefined && location === undefined) upstreams.set(upstream, server);
    const passed = /\bproxy_pass\s+(https?:\/\/[^\s;]+)/.exec(code)?.[1];
    if (passed === undefined || location === undefined) continue;
    const named = upstreams.get(hostOfText(passed) ?? "");
    for (const route of add(prefixPattern(location), passed, offset + line.indexOf(passed))) routes.push(named === undefined ? route : { ...route, host: named });
  }
  return routes;
}

function linesOf(text: string): readonly { readonly line: string; readonly offset: number }[] {
  let offset = 0;
  return text.split("\n").map((line) => {
    const entry = { line, offset };
    offset += line.length + 1;
    return entry;
  });
}
