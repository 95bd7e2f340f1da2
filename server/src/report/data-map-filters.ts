// Filters of the data map without a script: check boxes, and style rules that hide what no checked box asks for. The rules are made
// from the map, so they work in a file opened from disk and in an editor panel with the strictest content policy alike.
import type { Localized } from "../base/localized.js";
import type { MapPath } from "./data-map.js";
import type { MapLayout, Strand } from "./data-map-layout.js";
import { severityNames } from "./data-map-words.js";
import { levelNames } from "./register-words.js";

export interface FilterGroup {
  /** First letter of the class names of its values. */
  readonly prefix: "c" | "l" | "s";
  readonly values: readonly { readonly id: string; readonly label: Localized }[];
  valueOf(item: Pick<MapPath, "country" | "level" | "severity">): string;
}

/** Only what occurs can be filtered. */
export function filterGroups(layout: MapLayout): readonly FilterGroup[] {
  const countries = layout.nodes.filter(({ node }) => node.column === "country").map(({ node }) => ({ id: node.id.replace("country ", ""), label: node.label }));
  const levels = (["sensitive", "general"] as const).map((id) => ({ id, label: levelNames[id] }));
  const severities = (["error", "warning", "information"] as const).map((id) => ({ id, label: severityNames[id] }));
  const groups: readonly FilterGroup[] = [
    { prefix: "c", values: countries, valueOf: (item) => item.country },
    { prefix: "l", values: levels, valueOf: (item) => item.level },
    { prefix: "s", values: severities, valueOf: (item) => item.severity },
  ];
  return groups.map((group) => {
    const used = new Set(layout.strands.map((strand) => group.valueOf(strand)));
    return { ...group, values: group.values.filter(({ id }) => used.has(id)) };
  });
}

/** Classes of a strand: one for each group's value, one for each node of its paths. */
export function strandClasses(strand: Strand, groups: readonly FilterGroup[]): string {
  return [...groups.map((group) => className(group, group.valueOf(strand))), ...strand.through.map((index) => `p${index}`)].join(" ");
}

/** Rules that hide strands of unchecked values, nodes without any checked value, and dim everything off the path of a chosen node. */
export function filterRules(layout: MapLayout, groups: readonly FilterGroup[]): string {
  const rules: string[] = [];
  for (const group of groups) {
    for (const { id } of group.values) rules.push(`body:has(#f-${className(group, id)}:not(:checked)) .${className(group, id)}{display:none}`);
  }
  const values = valuesByNode(layout, groups);
  for (const { index } of layout.nodes) {
    for (const classes of values[index] ?? []) {
      rules.push(`body${[...classes].sort().map((value) => `:has(#f-${value}:not(:checked))`).join("")} .n${index}{display:none}`);
    }
    rules.push(`svg:has(.n${index}:is(:hover,:focus-visible)) .strand:not(.p${index}){opacity:.1}`);
  }
  return rules.join("\n");
}

/** For each node, one set of class names a group: the values of the strands whose paths pass it. */
function valuesByNode(layout: MapLayout, groups: readonly FilterGroup[]): readonly (readonly Set<string>[])[] {
  const result = layout.nodes.map(() => groups.map(() => new Set<string>()));
  for (const strand of layout.strands) {
    const names = groups.map((group) => className(group, group.valueOf(strand)));
    for (const index of strand.through) names.forEach((name, at) => result[index]?.[at]?.add(name));
  }
  return result;
}

export function className(group: FilterGroup, id: string): string {
  return `${group.prefix}${group.values.findIndex((value) => value.id === id)}`;
}
