// Places, cloud regions and the host patterns that carry them.
import { localized, type Localized } from "../base/localized.js";
import type { Jurisdiction } from "../model/flow.js";
import data from "./data/jurisdictions.yaml";
import { DataReader } from "./reader.js";

/** A cloud provider with its region table. */
export interface CloudProvider {
  readonly id: string;
  readonly name: string;
  readonly seat: string;
  readonly mainland: ReadonlySet<string>;
  readonly outside: ReadonlyMap<string, string>;
  readonly confidence: Jurisdiction["confidence"];
}

export interface HostPattern {
  readonly id: string;
  readonly provider: CloudProvider;
  readonly regex: RegExp;
  /** Group 1 is a region of the provider when there is no fixed verdict. */
  readonly verdict?: "cn" | "outside" | "unknown";
  readonly countries: readonly string[];
  readonly fallback: boolean;
}

/** What a region token means; `cn` and `outside` are certain, `unknown` is not in the table. */
export interface RegionPlace {
  readonly verdict: "cn" | "outside" | "unknown";
  readonly country: string;
}

export function providers(): ReadonlyMap<string, CloudProvider> {
  return tables().providers;
}

export function hostPatterns(): readonly HostPattern[] {
  return tables().patterns;
}

export function privateSuffixes(): readonly string[] {
  return tables().privateSuffixes;
}

/** Country that a top-level domain hints at. */
export function domainHint(topLevel: string): string | undefined {
  return tables().hints[topLevel];
}

export function isCountryCode(code: string): boolean {
  return code in tables().countries;
}

/** Name of a country or pseudo code; the code itself when it is not in the table. */
export function countryName(code: string): Localized {
  return tables().countries[code] ?? localized(code, code);
}

/** Place of a provider's region: "ap-southeast-1" is Singapore at AWS, Hong Kong at Huawei. Zone letters and `oss-` prefixes are ignored. */
export function regionPlace(provider: CloudProvider, region: string): RegionPlace {
  const token = region.trim().toLowerCase();
  for (const name of [token, token.replace(/^(?:oss|tos|cos|obs|s3|ks3)-/, ""), token.replace(/[a-z]$/, "")]) {
    if (provider.mainland.has(name)) return { verdict: "cn", country: "CN" };
    const country = provider.outside.get(name);
    if (country !== undefined) return { verdict: "outside", country };
  }
  // AWS keeps the mainland in a partition of its own whose regions all begin with cn-.
  const closed = provider.mainland.size === 0 || (provider.id === "aws" && !token.startsWith("cn"));
  return { verdict: closed ? "outside" : "unknown", country: "UNKNOWN" };
}

/** Mainland host of a service whose outside entry is `host`: for a fix that switches the endpoint. */
export function mainlandTwin(host: string): { readonly service: string; readonly host: string } | undefined {
  return tables().twins.get(host);
}

interface Tables {
  readonly twins: ReadonlyMap<string, { readonly service: string; readonly host: string }>;
  readonly countries: Readonly<Record<string, Localized>>;
  readonly providers: ReadonlyMap<string, CloudProvider>;
  readonly patterns: readonly HostPattern[];
  readonly privateSuffixes: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
}

let built: Tables | undefined;

function tables(): Tables {
  built ??= build();
  return built;
}

function build(): Tables {
  const errors: string[] = [];
  const reader = new DataReader("jurisdictions.yaml", data, errors);
  const providerMap = new Map(reader.entries("regions").map(([id, item]) => [id, readProvider(id, item)]));
  const patterns = reader.entries("patterns").flatMap(([id, item]) => readPattern(id, item, providerMap));
  const countries = Object.fromEntries(reader.entries("countries").map(([code, item]) => [code, localized(item.required("en"), item.required("zh"))]));
  const twins = new Map(reader.entries("twins").flatMap(([service, item]) => {
    const [host = "", ...outside] = item.strings();
    return outside.map((name) => [name, { service, host }] as const);
  }));
  const result = { twins, countries, providers: providerMap, patterns, privateSuffixes: reader.strings("privateSuffixes"), hints: reader.record("hints") ?? {} };
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return result;
}

function readProvider(id: string, reader: DataReader): CloudProvider {
  reader.onlyKeys(["name", "seat", "confidence", "mainland", "outside", "note"]);
  return {
    id, name: reader.required("name"), seat: reader.required("seat"), mainland: new Set(reader.strings("mainland")),
    outside: new Map(Object.entries(reader.record("outside") ?? {})), confidence: reader.oneOf("confidence", ["read", "read-secondary", "from-memory"]) ?? "from-memory",
  };
}

function readPattern(id: string, reader: DataReader, known: ReadonlyMap<string, CloudProvider>): HostPattern[] {
  reader.onlyKeys(["provider", "regex", "verdict", "in", "fallback", "note"]);
  const provider = known.get(reader.required("provider"));
  if (!provider) {
    reader.fail("provider is not in regions");
    return [];
  }
  // Longest first, so that cn-shenzhen-finance-1 is not read as cn-shenzhen.
  const names = [...provider.mainland, ...provider.outside.keys()].sort((a, b) => b.length - a.length).join("|");
  return [{
    id, provider, regex: new RegExp(reader.required("regex").replace("{region}", names)), verdict: reader.oneOf("verdict", ["cn", "outside", "unknown"]),
    countries: reader.strings("in"), fallback: reader.boolean("fallback") ?? false,
  }];
}
