// Our own handlers by the path they answer: files of routers that name paths by folders, routes and controllers in code.
import { range, type TextRange } from "../../base/range.js";
import { filePattern, flatRoutePattern, pattern, type RoutePattern } from "./pattern.js";

export interface HandlerRoute {
  readonly pattern: RoutePattern;
  readonly file: string;
  /** The stretch of the file that belongs to the route; the whole file when absent. */
  readonly range?: TextRange;
  /** Folder of the application; absent where any may mount it. */
  readonly root?: string;
}

const codeEnding = /\.[mc]?[jt]sx?$/;
const exportsHandler = /\bexport\b[^;{]{0,80}\b(?:action|loader|GET|POST|PUT|PATCH|DELETE|ALL|default)\b|\bexport\s*\{[^}]{0,400}\b(?:POST|GET|PUT|PATCH|action|loader)\b/;

/** Route of a file whose place is its path; undefined for other files. `base` is the folder that all files share. */
export function fileRoute(file: string, base: string, text: () => string | undefined): HandlerRoute | undefined {
  const parts = file.slice(base.length).split("/").filter((part) => part !== "");
  const name = parts.at(-1) ?? "";
  const stem = name.replace(codeEnding, "");
  const route = (at: number, of: readonly string[], prefix: readonly string[] = []): HandlerRoute => ({
    pattern: filePattern([...prefix, ...of]), file, root: base + parts.slice(0, at).map((part) => `/${part}`).join("").replace(/\/src$/, ""),
  });
  const app = parts.indexOf("app");
  if (stem === "route" && app >= 0) return route(app, parts.slice(app + 1, -1));
  const routes = parts.indexOf("routes");
  if (stem === "+server" && routes >= 0) return route(routes, parts.slice(routes + 1, -1));
  const server = parts.indexOf("server");
  if (server >= 0 && (parts[server + 1] === "api" || parts[server + 1] === "routes") && parts.length > server + 2) {
    const bare = stem.replace(/\.(?:get|post|put|patch|delete|head|options)$/, "");
    const inner = [...parts.slice(server + 2, -1), bare];
    if (/defineEventHandler|eventHandler|export default/.test(text() ?? "")) return route(server, inner, parts[server + 1] === "api" ? ["api"] : []);
  }
  const pages = parts.indexOf("pages");
  if (pages >= 0 && (parts[pages + 1] === "api" || /\.[jt]s$/.test(name)) && exportsHandler.test(text() ?? "")) return route(pages, [...parts.slice(pages + 1, -1), stem]);
  if (routes >= 0 && routes < parts.length - 1 && exportsHandler.test(text() ?? "")) return { pattern: flatRoutePattern(parts.slice(routes + 1).join("/")), file, root: base + parts.slice(0, routes).map((part) => `/${part}`).join("").replace(/\/(?:app|src)$/, "") };
  return undefined;
}

const registered = /\b(?:app|router|server|fastify|api|routes?|hono|koa|\w*(?:Router|App|Routes|Api))\s*\.\s*(?:get|post|put|patch|delete|all)\s*\(\s*(["'`])(\/[^"'`\n$]{0,200})\1/g;
const controller = /@Controller\(\s*(?:\{[^}]{0,200}?path:\s*)?(?:(["'`])([^"'`\n]{0,200})\1)?/g;
const method = /@(?:Get|Post|Put|Patch|Delete|All)\(\s*(?:(["'`])([^"'`\n]{0,200})\1\s*)?\)/g;

/** `router.post("/x", …)`, `@Controller("x") … @Post("y")`. Where they are mounted is not known. */
export function codeRoutes(file: string, text: string): readonly HandlerRoute[] {
  const found: { readonly path: string; readonly at: number }[] = [];
  for (const match of text.matchAll(registered)) found.push({ path: match[2] ?? "", at: match.index });
  const controllers = text.includes("@Controller") ? [...text.matchAll(controller)] : [];
  if (controllers.length > 0) {
    for (const match of text.matchAll(method)) {
      const owner = controllers.findLast((item) => item.index < match.index);
      if (owner !== undefined) found.push({ path: `${owner[2] ?? ""}/${match[2] ?? ""}`, at: match.index });
    }
  }
  found.sort((a, b) => a.at - b.at);
  return found.flatMap(({ path, at }, index): HandlerRoute[] => {
    const { segments } = pattern(path);
    // `/` and `/:id` alone would fit every path.
    if (!segments.some((segment) => segment.kind === "text")) return [];
    return [{ pattern: { segments, isSuffix: true }, file, range: range(at, found[index + 1]?.at ?? text.length) }];
  });
}
