// The data map: fields → lines of code → recipients → countries, as plain nodes and strands. Laid out by data-map-layout.ts, drawn by
// data-map-html.ts. Order and positions depend on the findings alone.
import { localized, type Localized } from "../base/localized.js";
import { relativeTo } from "../base/paths.js";
import { categoryName } from "../catalog/names.js";
import { routeTitle } from "../law/evaluate.js";
import type { CodeLocation, Flow, Source } from "../model/flow.js";
import type { RouteDecision, Transfer } from "../model/transfer.js";
import { outboundOf } from "./outbound.js";
import type { ReportInput } from "./report.js";

export type MapColumn = "field" | "code" | "recipient" | "country";

export const mapColumns: readonly MapColumn[] = ["field", "code", "recipient", "country"];

export interface MapPlace {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface MapNode {
  readonly id: string;
  readonly column: MapColumn;
  readonly label: Localized;
  /** Shown beside the pointer and read aloud. */
  readonly detail: Localized;
  readonly place?: MapPlace;
}

export type MapSeverity = Exclude<RouteDecision["severity"], "none" | "hint">;

/** One kind of data on its way: a node of every column, and what the filters ask for. */
export interface MapPath {
  /** Node ids in the order of the columns. */
  readonly nodes: readonly string[];
  readonly country: string;
  readonly level: "general" | "sensitive";
  readonly severity: MapSeverity;
  readonly route: Localized;
}

export interface DataMap {
  /** By column, then by id. */
  readonly nodes: readonly MapNode[];
  readonly paths: readonly MapPath[];
}

/** Builds the map from the findings of a scan. */
export function dataMap(input: ReportInput): DataMap {
  const nodes = new Map<string, MapNode>();
  const paths = new Map<string, MapPath>();
  for (const { flow, transfer } of input.reports.flatMap((report) => report.findings).flatMap((finding) => outboundOf(finding) ?? [])) {
    for (const { source } of flow.sources) {
      if (source.classification.level === "none") continue;
      const stops = stopsOf(source, flow, input);
      for (const stop of stops) nodes.set(stop.id, earlier(nodes.get(stop.id), stop));
      const path = pathOf(source, flow, transfer, stops);
      paths.set([...path.nodes, path.level, path.severity, path.route.en].join("\n"), path);
    }
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => mapColumns.indexOf(a.column) - mapColumns.indexOf(b.column) || compare(a.id, b.id)),
    paths: [...paths].sort(([a], [b]) => compare(a, b)).map(([, path]) => path),
  };
}

/** The node whose place comes first, so that the order of findings does not show. */
function earlier(known: MapNode | undefined, other: MapNode): MapNode {
  if (known?.place === undefined || other.place === undefined) return known ?? other;
  return (compare(known.place.file, other.place.file) || known.place.line - other.place.line) <= 0 ? known : other;
}

function stopsOf(source: Source, flow: Flow, input: ReportInput): readonly MapNode[] {
  const field = source.container === undefined ? source.name : `${source.container}.${source.name}`;
  const call = placeOf(flow.report, input);
  const code = `${relativeTo(input.folder, call.file)}:${call.line}`;
  const { recipient, endpoint } = flow;
  const host = endpoint.host === undefined || endpoint.host === recipient.name ? "" : ` (${endpoint.host})`;
  return [
    { id: `field ${field}`, column: "field", label: same(field), detail: categoryName(source.classification.category), place: placeOf(source.declaration ?? source.location, input) },
    { id: `code ${code}`, column: "code", label: same(code), detail: same(flow.sink.callee), place: call },
    { id: `recipient ${recipient.id}`, column: "recipient", label: same(recipient.name), detail: same(`${recipient.name}${host}`) },
    { id: `country ${endpoint.jurisdiction.code}`, column: "country", label: endpoint.jurisdiction.name, detail: endpoint.jurisdiction.name },
  ];
}

function pathOf(source: Source, flow: Flow, { decision }: Transfer, stops: readonly MapNode[]): MapPath {
  const { level, subject } = source.classification;
  return {
    nodes: stops.map(({ id }) => id),
    country: flow.endpoint.jurisdiction.code,
    level: level === "sensitive" || subject === "minor" ? "sensitive" : "general",
    severity: decision.severity === "error" || decision.severity === "warning" ? decision.severity : "information",
    route: routeTitle(decision.route),
  };
}

function placeOf(location: CodeLocation, input: ReportInput): MapPlace {
  return { file: location.file, line: input.lineIndex(location.file).positionAt(location.range.start).line + 1 };
}

function same(text: string): Localized {
  return localized(text, text);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
