import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import type { BorderlineConfig } from "../model/config.js";
import { policyChecks } from "./policy.js";
import { problem } from "./problems.js";
import type { ValidObject } from "./validate.js";

/** What is wrong only in view of another line. Facts that concern the law are checked where the law is. */
export function crossChecks(config: BorderlineConfig, valid: ValidObject): readonly Problem[] {
  return [...duplicateRecipients(config), ...duplicateCategories(config, valid), ...hostsOnBothSides(config, valid), ...policyChecks(valid)];
}

/** One recipient may stand twice when paths tell the entries apart (two purposes, one receiver). */
function duplicateRecipients(config: BorderlineConfig): readonly Problem[] {
  const seen = new Map<string, boolean>();
  return config.recipients.flatMap(({ id, paths, range }) => {
    const narrowed = seen.get(id);
    seen.set(id, paths.length > 0 && narrowed !== false);
    if (narrowed === undefined || (narrowed && paths.length > 0)) return [];
    return [problem("duplicate-recipient", firstOf(range), localized(`Recipient "${id}" stands here twice; narrow both by "paths" or merge them.`, `接收方“${id}”重复；请用 paths 区分或合并。`))];
  });
}

function duplicateCategories(config: BorderlineConfig, valid: ValidObject): readonly Problem[] {
  const places = rangesOf(valid, "categories");
  return config.categories.flatMap(({ id }, index) => config.categories.findIndex((other) => other.id === id) === index ? []
    : [problem("duplicate-category", firstOf(places[index] ?? valid.range), localized(`Category "${id}" stands here twice.`, `类别“${id}”重复。`))]);
}

function hostsOnBothSides(config: BorderlineConfig, valid: ValidObject): readonly Problem[] {
  const domestic = new Set(config.domesticHosts.map((host) => host.toLowerCase()));
  const places = rangesOf(valid, "overseas-hosts");
  return config.overseasHosts.flatMap(({ host, country }, index) => {
    const place = firstOf(places[index] ?? valid.range, 200);
    if (domestic.has(host.toLowerCase())) return [problem("contradictory-host", place, localized(`"${host}" is also listed under domestic-hosts.`, `“${host}”同时列在 domestic-hosts 中。`))];
    if (country === "CN") return [problem("contradictory-host", place, localized("CN is the mainland; list this host under domestic-hosts.", "CN 指境内，请把该主机列入 domestic-hosts。"))];
    return [];
  });
}

function rangesOf(valid: ValidObject, key: string): readonly TextRange[] {
  const list = valid.fields[key];
  return Array.isArray(list) ? list.flatMap((item: unknown) => (typeof item === "object" && item !== null && "range" in item ? [(item as ValidObject).range] : [])) : [];
}

/** The start of an entry, so that not all of its lines are underlined. */
function firstOf(place: TextRange, length = 2): TextRange {
  return { start: place.start, end: Math.min(place.end, place.start + length) };
}
