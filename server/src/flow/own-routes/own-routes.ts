// Where our own paths lead: on to another host through a rewrite, a proxy or a handler that forwards, or into a handler of ours.
import type { FlowStep } from "../../model/flow.js";
import { localized } from "../../base/localized.js";
import { isInside } from "../../base/paths.js";
import { range } from "../../base/range.js";
import type { FlowProgram } from "../program.js";
import { declaredRoutes, isRouteConfiguration, mayDeclareRoutes, type DeclaredRoute } from "./declared-routes.js";
import { forwardSteps, forwardsIn } from "./forwards.js";
import { codeRoutes, fileRoute, type HandlerRoute } from "./handlers.js";
import { fit, pathSegments, unknownSegment } from "./pattern.js";
import { RouteMemory } from "./memory.js";
import { textRoutes } from "./text-routes.js";

export type OwnDestination =
  | { readonly kind: "host"; readonly host: string; readonly evidence: readonly FlowStep[] }
  | { readonly kind: "handler"; readonly handler: HandlerRoute; readonly evidence: readonly FlowStep[] };

export interface OwnPathOptions {
  /** File of the code that asks: its own application's routes count. */
  readonly from?: string;
  /** The path is a base that a library adds to. */
  readonly isBase?: boolean;
}

const programs = new WeakMap<FlowProgram, OwnRoutes>();

/** Routes of a program, made once. */
export function ownRoutesOf(program: FlowProgram): OwnRoutes {
  let routes = programs.get(program);
  if (routes === undefined) programs.set(program, (routes = new OwnRoutes(program)));
  return routes;
}

export class OwnRoutes {
  readonly #memory: RouteMemory;
  #declared: readonly DeclaredRoute[] | undefined;
  #handlers: readonly HandlerRoute[] | undefined;
  #roots: readonly string[] = [];
  readonly #consulted = new Map<string, Set<string>>();

  constructor(readonly program: FlowProgram) {
    this.#memory = program.routeMemory ?? new RouteMemory();
  }

  /** By asking file: files whose change may change an answer it got. */
  get consulted(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#consulted;
  }

  /** Where a request to a path of our own arrives; undefined when nothing in the workspace says. */
  destinationOf(path: string, options: OwnPathOptions = {}): OwnDestination | undefined {
    const found = this.#find(path, options);
    if (options.from !== undefined) this.#note(options.from, found);
    return found;
  }

  #note(from: string, found: OwnDestination | undefined): void {
    let files = this.#consulted.get(from);
    if (files === undefined) this.#consulted.set(from, (files = new Set(this.program.files.filter(isRouteConfiguration))));
    for (const step of found?.evidence ?? []) files.add(step.location.file);
  }

  #find(path: string, options: OwnPathOptions): OwnDestination | undefined {
    const segments = pathSegments(path);
    const asked = options.isBase === true ? [[...segments, unknownSegment], segments] : [segments];
    for (const one of asked) {
      const found = this.#best(one, options.from);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Hosts that a proxy without a path hands on to (a middleware whose conditions say nothing), most likely ones first. */
  unplaced(from: string | undefined): readonly OwnDestination[] {
    return this.#allowed(this.#declaredRoutes(), from).filter((route) => route.isAny === true).map((route) => ({ kind: "host", host: route.host, evidence: route.evidence }));
  }

  #best(path: readonly string[], from: string | undefined): OwnDestination | undefined {
    const declared = closest(this.#allowed(this.#declaredRoutes(), from).filter((route) => route.isAny !== true), path);
    const handler = closest(this.#allowed(this.#handlerRoutes(), from), path);
    const isRewritten = declared !== undefined && (handler === undefined || handler.route.pattern.isSuffix === true || declared.score >= handler.score);
    if (isRewritten) return { kind: "host", host: declared.route.host, evidence: declared.route.evidence };
    return handler === undefined ? undefined : this.#handled(handler.route);
  }

  #handled(handler: HandlerRoute): OwnDestination {
    const at = handler.range ?? range(0, 0);
    const step: FlowStep = { location: { file: handler.file, range: range(at.start, at.start) }, kind: "endpoint", text: localized("answered by this route of the site", "由本站的该路由处理") };
    const evidence = this.#memory.of(`${handler.file}#${at.start}`, handler.file, this.program, (program) => {
      const [forward] = forwardsIn(program, handler.file, handler.range);
      return forward === undefined ? [] : [{ host: forward.host, evidence: [step, ...forwardSteps(forward)] }];
    });
    const [found] = evidence;
    return found === undefined ? { kind: "handler", handler, evidence: [step] } : { kind: "host", ...found };
  }

  /** Routes of the application that holds the asking file; all where no application does. */
  #allowed<T extends { readonly root?: string }>(routes: readonly T[], from: string | undefined): readonly T[] {
    const home = from === undefined ? undefined : this.#roots.filter((root) => isInside(root, from)).sort((a, b) => b.length - a.length)[0];
    return home === undefined ? routes : routes.filter((route) => route.root === undefined || isInside(route.root, home));
  }

  #declaredRoutes(): readonly DeclaredRoute[] {
    if (this.#declared !== undefined) return this.#declared;
    const { program } = this;
    const roots = new Set<string>();
    const found: DeclaredRoute[] = [];
    for (const file of program.files) {
      const text = program.text(file);
      if (text === undefined || !mayDeclareRoutes(file, text)) continue;
      const routes = this.#memory.of(file, file, program, (watched) => declaredRoutes(watched, file));
      found.push(...routes);
      if (isRouteConfiguration(file)) for (const { root } of routes) roots.add(root);
    }
    for (const text of program.routeTexts?.() ?? []) {
      const routes = textRoutes(text);
      found.push(...routes);
      for (const { root } of routes) roots.add(root);
    }
    this.#roots = [...roots];
    this.#declared = found;
    return found;
  }

  #handlerRoutes(): readonly HandlerRoute[] {
    if (this.#handlers !== undefined) return this.#handlers;
    const { program } = this;
    const base = sharedFolder(program.files);
    this.#handlers = program.files.flatMap((file) => {
      const text = program.text(file) ?? "";
      const route = fileRoute(file, base, () => text);
      return route !== undefined ? [route] : this.#memory.of(`${file}#routes`, file, program, () => codeRoutes(file, text));
    });
    return this.#handlers;
  }
}

function closest<T extends { readonly pattern: DeclaredRoute["pattern"] }>(routes: readonly T[], path: readonly string[]): { readonly route: T; readonly score: number } | undefined {
  let best: { readonly route: T; readonly score: number } | undefined;
  for (const route of routes) {
    const score = fit(route.pattern, path);
    if (score !== undefined && (best === undefined || score > best.score)) best = { route, score };
  }
  return best;
}

/** The innermost folder that holds all files. */
function sharedFolder(files: readonly string[]): string {
  const [first = ""] = files;
  let folder = first.slice(0, Math.max(0, first.lastIndexOf("/")));
  while (folder !== "" && !files.every((file) => file.startsWith(`${folder}/`))) folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
  return folder;
}

