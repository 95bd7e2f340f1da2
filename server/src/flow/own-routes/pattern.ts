// Path patterns of routers, rewrites and proxies, in the dialects they are written in, reduced to one form.

export type RouteSegment =
  | { readonly kind: "text"; readonly text: string }
  /** One segment, whatever it is. */
  | { readonly kind: "one" }
  /** Any number of segments, `min` at least. */
  | { readonly kind: "rest"; readonly min: 0 | 1 };

export interface RoutePattern {
  readonly segments: readonly RouteSegment[];
  /** The router's mount point is not known: the pattern fits the end of a path. */
  readonly isSuffix?: boolean;
}

/** A segment of an asked path of which the code does not say what it is. */
export const unknownSegment = "\u0001";

const maxSegments = 24;

/** Segments of a concrete path, query and fragment left out; parts that are not known make their segment unknown. */
export function pathSegments(path: string): readonly string[] {
  const bare = path.split(/[?#]/, 1)[0] ?? "";
  return bare.split("/").filter((part) => part !== "").slice(0, maxSegments).map((part) => (part.includes(unknownSegment) ? unknownSegment : part));
}

/** `/x/:path*`, `/x/:id(\\d+)`, `/x/(.*)`, `/x/*`, `/x/**`: Next.js, Express, Netlify, Vercel and Nitro. */
export function pattern(source: string): RoutePattern {
  const parts = splitOutsideGroups(source.replace(/^\^/, "").replace(/\$$/, ""));
  return { segments: parts.slice(0, maxSegments).map(patternSegment) };
}

/** Everything below a path: what a proxy is mounted at. */
export function prefixPattern(source: string): RoutePattern {
  const { segments } = pattern(source.replace(/\\\//g, "/").replace(/\(.*/, "").replace(/(?:\.\*|(?<!\*)\*+)$/, ""));
  return { segments: segments.at(-1)?.kind === "rest" ? segments : [...segments, { kind: "rest", min: 0 }] };
}

/** `[id]`, `[...path]`, `[[...path]]`, `(group)`, `@slot`: folders of Next.js, SvelteKit, Nuxt and Astro. */
export function filePattern(parts: readonly string[]): RoutePattern {
  const segments = parts.filter((part) => part !== "" && !/^\(.*\)$/.test(part) && !part.startsWith("@") && part !== "index").slice(0, maxSegments);
  return {
    segments: segments.map((part): RouteSegment => {
      if (/^\[\[\.\.\./.test(part)) return { kind: "rest", min: 0 };
      if (/^\[\.\.\./.test(part)) return { kind: "rest", min: 1 };
      return /[[\]]/.test(part) ? { kind: "one" } : { kind: "text", text: part };
    }),
  };
}

/** `api+/ingest.$.tsx`, `api.users.$id.ts`, `_layout.x.ts`: file names of Remix and React Router. */
export function flatRoutePattern(path: string): RoutePattern {
  const names = path.replace(/\.[mc]?[jt]sx?$/, "").split("/").flatMap((folder) => folder.replace(/\+$/, "").split("."));
  const segments = names.filter((name) => name !== "" && name !== "route" && name !== "index" && !name.startsWith("_")).slice(0, maxSegments);
  return {
    segments: segments.map((name): RouteSegment => {
      if (name === "$") return { kind: "rest", min: 0 };
      return name.startsWith("$") ? { kind: "one" } : { kind: "text", text: name.replace(/^\[(.*)\]$/, "$1").replace(/_$/, "") };
    }),
  };
}

/** How well a pattern fits a path: higher is closer; undefined when it does not fit. */
export function fit({ segments, isSuffix }: RoutePattern, path: readonly string[]): number | undefined {
  if (isSuffix !== true) return fitFrom(segments, path);
  let best: number | undefined;
  for (let start = 0; start < path.length; start++) {
    const score = fitFrom(segments, path.slice(start));
    // A mount point is a few segments at most, and the nearer the whole path the better.
    if (score !== undefined && start <= 3) best = Math.max(best ?? -1, score - start - 0.5);
  }
  return segments.length === 0 ? undefined : best;
}

function fitFrom(segments: readonly RouteSegment[], path: readonly string[]): number | undefined {
  let score = 0;
  for (let at = 0; at < segments.length; at++) {
    const segment = segments[at];
    if (segment === undefined) break;
    if (segment.kind === "rest") {
      const after = segments.slice(at + 1);
      if (after.length === 0) return path.length - at >= segment.min ? score : undefined;
      const tail = fitFrom(after, path.slice(Math.max(at + segment.min, path.length - after.length)));
      return tail === undefined || path.length - after.length < at + segment.min ? undefined : score + tail;
    }
    const part = path[at];
    if (part === undefined) return undefined;
    if (segment.kind === "text") {
      if (part !== segment.text) return undefined;
      score += 10;
    } else score += 3;
  }
  return segments.length === path.length ? score + 1 : undefined;
}

function patternSegment(part: string): RouteSegment {
  if (/^:\w+(?:\([^)]*\))?\*$/.test(part) || part === "*" || part === "**" || /^\(\.\*\)$/.test(part) || part === ".*" || /^\*\*?:?\w+$/.test(part)) return { kind: "rest", min: 0 };
  if (/^:\w+(?:\([^)]*\))?\+$/.test(part) || /^:\w+\(\.\*\)$/.test(part) || /^\(\.\+\)$/.test(part)) return { kind: "rest", min: 1 };
  if (/^\(\(\?!/.test(part)) return { kind: "rest", min: 0 };
  return /[:(*[{]/.test(part) ? { kind: "one" } : { kind: "text", text: part };
}

/** Slashes inside of parentheses do not separate. */
function splitOutsideGroups(source: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const char of source.slice(0, 400)) {
    if (char === "(") depth++;
    if (char === ")") depth = Math.max(0, depth - 1);
    if (char === "/" && depth === 0) {
      if (current !== "") parts.push(current);
      current = "";
    } else current += char;
  }
  return current === "" ? parts : [...parts, current];
}
