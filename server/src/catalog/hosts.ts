// Who receives: hosts and packages of known operators. A recipient is one line of data/hosts-*.yaml, or a cloud provider of jurisdictions.yaml.
import { localized } from "../base/localized.js";
import type { NamedChoice } from "../model/completion.js";
import type { Jurisdiction, Recipient } from "../model/flow.js";
import cn from "./data/hosts-cn.yaml";
import global from "./data/hosts-global.yaml";
import more from "./data/hosts-more.yaml";
import { packageName } from "./package-name.js";
import { DataReader } from "./reader.js";
import { countryName, providers, type CloudProvider } from "./regions.js";

export type HostVerdict = "cn" | "outside" | "unknown" | "own_host";

/** A known operator with its hosts and the packages that lead there. */
export interface HostEntry extends Recipient {
  /** What it does: "payments", "llm", "error-tracking" … */
  readonly kind: string;
  readonly hosts: readonly string[];
  readonly verdict: HostVerdict;
  /** Country codes, or one pseudo code (GLOBAL, BY_ACCOUNT, UNKNOWN …). */
  readonly countries: readonly string[];
  /** Country of the operator, where the host does not show the place. */
  readonly seat?: string;
  /** Country of single hosts or wildcards. */
  readonly hostCountries: ReadonlyMap<string, string>;
  /** Other places a customer may choose. */
  readonly regions: readonly string[];
  readonly packages: readonly string[];
  readonly confidence: Jurisdiction["confidence"];
  readonly note?: string;
}

/** Every entry, mainland ones last. */
export function hostEntries(): readonly HostEntry[] {
  return tables().entries;
}

export function recipientById(id: string): HostEntry | undefined {
  return tables().byId.get(id);
}

/** Entries that name the package; two or more mean that the option decides (mainland or outside twin). */
export function recipientsOfPackage(specifier: string): readonly HostEntry[] {
  return tables().byPackage.get(packageName(specifier)) ?? [];
}

/** The entry of a package when there is exactly one. */
export function recipientOfPackage(specifier: string): HostEntry | undefined {
  const found = recipientsOfPackage(specifier);
  return found.length === 1 ? found[0] : undefined;
}

/** Recipients for completion in borderline.yaml: name, and where they are. */
export function recipientChoices(): readonly NamedChoice[] {
  return tables().entries.map((entry) => {
    const place = countryName(entry.countries[0] ?? "UNKNOWN");
    return { id: entry.id, en: entry.name, zh: entry.name, detail: localized(`${entry.kind}, ${place.en}`, place.zh) };
  });
}

export interface HostMatch {
  readonly entry: HostEntry;
  /** The host or wildcard of the entry that matched. */
  readonly pattern: string;
  readonly country?: string;
}

/** Country of a single host inside an entry, exact first, then the longest wildcard. */
export function hostCountry(host: string): HostMatch | undefined {
  return lookUp(tables().countries, host);
}

export function exactHost(host: string): HostMatch | undefined {
  return tables().hosts.get(host);
}

export function wildcardHost(host: string): HostMatch | undefined {
  return longestWildcard(tables().hosts, host);
}

/** Every exact host and wildcard of the tables, for partly known hosts. */
export function knownHosts(): ReadonlyMap<string, HostMatch> {
  return tables().hosts;
}

interface Tables {
  readonly entries: readonly HostEntry[];
  readonly byId: ReadonlyMap<string, HostEntry>;
  readonly byPackage: ReadonlyMap<string, readonly HostEntry[]>;
  readonly hosts: ReadonlyMap<string, HostMatch>;
  readonly countries: ReadonlyMap<string, HostMatch>;
}

let built: Tables | undefined;

function tables(): Tables {
  built ??= build();
  return built;
}

function build(): Tables {
  const errors: string[] = [];
  const entries = [
    ...new DataReader("hosts-global.yaml", global, errors).entries().map(([id, reader]) => readEntry(id, reader, "outside")),
    ...new DataReader("hosts-cn.yaml", cn, errors).entries().map(([id, reader]) => readEntry(id, reader, "cn")),
  ];
  for (const [id, reader] of new DataReader("hosts-more.yaml", more, errors).entries()) addEntry(entries, id, reader);
  for (const provider of providers().values()) if (!entries.some((entry) => entry.id === provider.id)) entries.push(fromProvider(provider));
  const byPackage = new Map<string, HostEntry[]>();
  const hosts = new Map<string, HostMatch>();
  const countries = new Map<string, HostMatch>();
  for (const entry of entries) {
    for (const name of entry.packages) byPackage.set(name, [...(byPackage.get(name) ?? []), entry]);
    for (const host of entry.hosts) if (!hosts.has(host)) hosts.set(host, { entry, pattern: host });
    for (const [host, country] of entry.hostCountries) if (!countries.has(host)) countries.set(host, { entry, pattern: host, country });
  }
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return { entries, byPackage, hosts, countries, byId: new Map(entries.map((entry) => [entry.id, entry])) };
}

/** An entry of hosts-more: a new operator, or further hosts of one listed before. */
function addEntry(entries: HostEntry[], id: string, reader: DataReader): void {
  const at = entries.findIndex((entry) => entry.id === id);
  const known = entries[at];
  if (known === undefined) {
    entries.push(readEntry(id, reader, "outside"));
    return;
  }
  reader.onlyKeys(["hosts", "packages", "at"]);
  entries[at] = {
    ...known, hosts: [...new Set([...known.hosts, ...reader.strings("hosts")])], packages: [...new Set([...known.packages, ...reader.strings("packages")])],
    hostCountries: new Map([...known.hostCountries, ...Object.entries(reader.record("at") ?? {})]),
  };
}

/** A cloud provider is a recipient whose hosts are the patterns of jurisdictions.yaml. */
function fromProvider(provider: CloudProvider): HostEntry {
  const verdict = provider.mainland.size === 0 ? "outside" : "unknown";
  return {
    id: provider.id, name: provider.name, kind: "hosting", hosts: [], verdict, countries: ["BY_HOST_TOKEN"], seat: provider.seat,
    hostCountries: new Map(), regions: [], packages: [], confidence: provider.confidence,
  };
}

function readEntry(id: string, reader: DataReader, side: "cn" | "outside"): HostEntry {
  reader.onlyKeys(["name", "kind", "hosts", "verdict", "in", "seat", "at", "regions", "packages", "outsideOptions", "confidence", "sources", "note"]);
  const verdict = reader.oneOf("verdict", ["cn", "outside", "unknown", "own_host"]) ?? side;
  const countries = reader.strings("in");
  if (countries.length === 0 && verdict !== "cn") reader.fail("in is missing");
  return {
    id, verdict, name: reader.required("name"), kind: reader.required("kind"), hosts: reader.strings("hosts"),
    countries: verdict === "cn" ? ["CN"] : countries, seat: reader.string("seat"),
    hostCountries: new Map(Object.entries(reader.record("at") ?? {})), regions: reader.strings("regions"), packages: reader.strings("packages"),
    confidence: readConfidence(reader.strings("confidence").at(-1)), note: reader.string("note"),
  };
}

function readConfidence(text: string | undefined): Jurisdiction["confidence"] {
  return text === "read" || text === "read-secondary" || text === "unknown" ? text : "from-memory";
}

function lookUp(map: ReadonlyMap<string, HostMatch>, host: string): HostMatch | undefined {
  return map.get(host) ?? longestWildcard(map, host);
}

/** `*.suffix` stands for any depth of sub-domain: the first suffix found, walking from the left, is the longest. */
function longestWildcard(map: ReadonlyMap<string, HostMatch>, host: string): HostMatch | undefined {
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const match = map.get(`*${host.slice(dot)}`);
    if (match) return match;
  }
  return undefined;
}
