// A wrapper's own parameter says nothing more where its callers are known: the report stands at those whose data it is.
import type { Node } from "../compiler/ast.js";
import { rootOf, type Frame } from "./domain/symbols.js";
import type { FoundSource } from "./sources/provenance.js";
import type { SinkHit } from "./watch.js";

/** Hits without sources that are parameters of functions whose callers all reached the same call and decided that part of the payload. */
export function withoutDecidedParameters(hits: readonly SinkHit[]): readonly SinkHit[] {
  const byCall = new Map<Node, SinkHit[]>();
  for (const hit of hits) byCall.set(hit.call, [...(byCall.get(hit.call) ?? []), hit]);
  return hits.map((hit) => {
    const others = byCall.get(hit.call) ?? [];
    const sources = others.length < 2 ? hit.sources : hit.sources.filter((found) => !isDecided(hit, found, others));
    return sources.length === hit.sources.length ? hit : { ...hit, sources };
  });
}

function isDecided(hit: SinkHit, found: FoundSource, others: readonly SinkHit[]): boolean {
  const { kind, function: code } = rootOf(found.symbol);
  const inward = kind === "parameter" && code !== undefined ? callsInward(hit.frame, code) : undefined;
  if (code === undefined || inward === undefined || inward.call !== undefined) return false;
  const ways = others.filter((other) => {
    const calls = other === hit ? undefined : callsInward(other.frame, code);
    return calls?.call !== undefined && calls.inner.length === inward.inner.length && calls.inner.every((call, at) => call === inward.inner[at]);
  });
  // Whether a file is somebody's or the site's own, only its callers know.
  if (found.source.classification.category === "review-ugc" && found.source.origin === "name") return ways.length > 0;
  return ways.length > 0 && ways.every((way) => decides(way, found.held.path));
}

/** The way's payload holds personal data at the place, or nothing that could be any. */
function decides(way: SinkHit, path: readonly string[]): boolean {
  return way.sources.some(({ held }) => overlap(held.path, path)) || !way.held.some((held) => overlap(held.path, path));
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((name, at) => name === other[at]);
}

/** How the function was entered, and the calls that lead from it to the sink. */
function callsInward(frame: Frame, code: Node): { readonly call: Node | undefined; readonly inner: readonly (Node | undefined)[] } | undefined {
  const inner: (Node | undefined)[] = [];
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
    if (current.code === code) return { call: current.call, inner };
    inner.push(current.call);
  }
  return undefined;
}
