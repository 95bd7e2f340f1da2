// Positions of the data map: four columns, nodes ordered so that strands cross little. Barycentres of a fixed number of sweeps, ties by
// id, so the same findings always give the same picture.
import { mapColumns, type DataMap, type MapColumn, type MapNode, type MapPath } from "./data-map.js";

export interface PlacedNode {
  readonly node: MapNode;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Part of a path between two columns; paths that agree in everything the filters see share one. */
export interface Strand {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly country: string;
  readonly level: MapPath["level"];
  readonly severity: MapPath["severity"];
  /** Indexes of all nodes of the paths in it. */
  readonly through: readonly number[];
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly strands: readonly Strand[];
}

export const nodeHeight = 24;

const rowHeight = 34;
const top = 34;
const gap = 110;
const widths: Readonly<Record<MapColumn, number>> = { field: 230, code: 330, recipient: 210, country: 150 };
const sweeps = 6;

export function layoutMap(map: DataMap): MapLayout {
  const columns = order(map);
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const nodes: PlacedNode[] = [];
  let x = 0;
  columns.forEach((column, at) => {
    const width = widths[mapColumns[at] ?? "field"];
    const offset = top + ((rows - column.length) * rowHeight) / 2;
    column.forEach((node, row) => nodes.push({ node, index: nodes.length, x, y: offset + row * rowHeight, width }));
    x += width + gap;
  });
  return { width: x - gap, height: top + rows * rowHeight, nodes, strands: strandsOf(map, nodes) };
}

/** Sweeps right and left; each node moves to the mean position of its neighbours in the column before. */
function order(map: DataMap): readonly (readonly MapNode[])[] {
  const columns = mapColumns.map((name) => map.nodes.filter(({ column }) => column === name));
  const neighbours = neighboursOf(map);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const rightward = sweep % 2 === 0;
    for (let step = 1; step < columns.length; step++) {
      const at = rightward ? step : columns.length - 1 - step;
      const fixed = columns[rightward ? at - 1 : at + 1] ?? [];
      const position = new Map(fixed.map((node, index) => [node.id, (index + 0.5) / fixed.length]));
      columns[at] = sortedBy(columns[at] ?? [], (node) => mean((neighbours.get(node.id) ?? []).flatMap((id) => position.get(id) ?? [])));
    }
  }
  return columns;
}

function neighboursOf(map: DataMap): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  const join = (a: string, b: string): void => {
    const list = result.get(a);
    if (list === undefined) result.set(a, [b]);
    else list.push(b);
  };
  for (const { nodes } of map.paths) {
    nodes.slice(1).forEach((to, at) => {
      const from = nodes[at] ?? to;
      join(from, to);
      join(to, from);
    });
  }
  return result;
}

function sortedBy(nodes: readonly MapNode[], weight: (node: MapNode) => number): MapNode[] {
  return nodes.map((node) => ({ node, weight: weight(node) }))
    .sort((a, b) => a.weight - b.weight || (a.node.id < b.node.id ? -1 : 1))
    .map(({ node }) => node);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function strandsOf(map: DataMap, placed: readonly PlacedNode[]): readonly Strand[] {
  const byId = new Map(placed.map((item) => [item.node.id, item]));
  const strands = new Map<string, Omit<Strand, "through"> & { readonly through: Set<number> }>();
  for (const { nodes, country, level, severity } of map.paths) {
    const stops = nodes.flatMap((id) => byId.get(id) ?? []);
    stops.slice(1).forEach((to, at) => {
      const from = stops[at] ?? to;
      const key = [from.index, to.index, country, level, severity].join(" ");
      const strand = strands.get(key) ?? { from, to, country, level, severity, through: new Set<number>() };
      for (const stop of stops) strand.through.add(stop.index);
      strands.set(key, strand);
    });
  }
  return [...strands.values()].map((strand) => ({ ...strand, through: [...strand.through].sort((a, b) => a - b) }));
}
