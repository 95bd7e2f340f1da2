// Where a host is. The order of the steps is law: what the team declared, then single hosts, then cloud regions, then wildcards, then hints.
import { localized, type Localized } from "../base/localized.js";
import type { BorderlineConfig } from "../model/config.js";
import type { Jurisdiction, Recipient } from "../model/flow.js";
import { exactHost, hostCountry, knownHosts, recipientById, wildcardHost, type HostEntry, type HostMatch } from "./hosts.js";
import { countryName, domainHint, hostPatterns, isCountryCode, privateSuffixes, providers, regionPlace, type HostPattern } from "./regions.js";

export { countryName, mainlandTwin } from "./regions.js";
export { hostEntries, recipientById, recipientOfPackage, recipientsOfPackage, type HostEntry } from "./hosts.js";

/** The part of the configuration that overrides the tables. */
export type HostOverrides = Partial<Pick<BorderlineConfig, "recipients" | "domesticHosts" | "overseasHosts">>;

/** Result of the steps before it is put into words. */
export interface HostResolution {
  readonly verdict: "cn" | "outside" | "unknown";
  /** Country codes, or one pseudo code. */
  readonly countries: readonly string[];
  /** Which entry decided: "host:stripe", "pattern:aws-region", "config", "private", "ip-literal", "tld-hint", "none". */
  readonly by: string;
  readonly confidence: Jurisdiction["confidence"];
  readonly recipient?: Recipient;
  readonly seat?: string;
}

export type HostJurisdiction = Jurisdiction & { readonly recipient?: Recipient };

/** Place of a host, or of a pattern in which `*` stands for an unknown part. */
export function jurisdictionOfHost(host: string, overrides: HostOverrides = {}): HostJurisdiction {
  return inWords(resolveHost(host, overrides));
}

/** Place of a provider's region option: `regionOf("aws", "cn-north-1")`; undefined for an unknown provider. */
export function regionOf(providerId: string, region: string): HostJurisdiction | undefined {
  const provider = providers().get(providerId);
  if (!provider) return undefined;
  const place = regionPlace(provider, region);
  return inWords({
    verdict: place.verdict, countries: [place.country], by: `region:${providerId}:${region}`, confidence: provider.confidence,
    recipient: recipientById(providerId) ?? { id: provider.id, name: provider.name }, seat: provider.seat,
  });
}

/** Who answers at a host: a catalog entry or the cloud provider; undefined for hosts nobody knows. */
export function recipientOfHost(host: string): Recipient | undefined {
  return resolveHost(host).recipient;
}

/** The steps themselves, without wording. */
export function resolveHost(input: string, overrides: HostOverrides = {}): HostResolution {
  const host = normaliseHost(input);
  const declared = declaredPlace(host, overrides);
  if (declared) return declared;
  return host.includes("*") ? resolvePattern(host) : resolveKnown(host);
}

/** Lower case without scheme, user, port, path and trailing dot; keeps `*`. */
export function normaliseHost(input: string): string {
  const bare = input.trim().toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, "").replace(/^\/\//, "").slice(0, 300);
  const authority = bare.split(/[/?#\\]/, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const bracketed = /^\[([0-9a-f:.]+)\]/.exec(host);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  const withoutPort = host.split(":").length > 2 ? host : host.replace(/:[^:]*$/, "");
  return toAscii(withoutPort.replace(/(?<!\.)\.+$/, ""));
}

const unknown: HostResolution = { verdict: "unknown", countries: ["UNKNOWN"], by: "none", confidence: "unknown" };

function resolveKnown(host: string): HostResolution {
  const single = hostCountry(host);
  if (single) return fromEntry(single);
  const exact = exactHost(host);
  if (exact) return fromEntry(exact, host);
  const pattern = matchPattern(host, false);
  if (pattern) return pattern;
  const wildcard = wildcardHost(host);
  if (wildcard) return fromEntry(wildcard, host);
  return matchPattern(host, true) ?? privateOrHint(host);
}

function fromEntry(match: HostMatch, host?: string): HostResolution {
  const { entry } = match;
  const token = entry.countries[0] === "BY_HOST_TOKEN" && host !== undefined ? regionToken(host) : undefined;
  const country = match.country ?? token;
  return {
    verdict: entry.verdict === "own_host" ? "unknown" : entry.verdict, countries: country === undefined ? entry.countries : [country],
    by: `host:${entry.id}`, confidence: entry.confidence, recipient: recipient(entry), seat: entry.seat ?? entry.countries[0],
  };
}

function recipient(entry: HostEntry): Recipient {
  return { id: entry.id, name: entry.name };
}

/** A region of a large cloud as a label of the host ("acc.eu-central-1.aws.example"): the entry says that such a token shows the place. */
function regionToken(host: string): string | undefined {
  for (const label of host.split(".").slice(0, -2)) {
    for (const id of ["aws", "gcp", "azure"]) {
      const country = providers().get(id)?.outside.get(label);
      if (country !== undefined) return country;
    }
  }
  return undefined;
}

function matchPattern(host: string, fallback: boolean): HostResolution | undefined {
  for (const pattern of hostPatterns()) {
    if (pattern.fallback !== fallback) continue;
    const match = pattern.regex.exec(host);
    if (match) return fromPattern(pattern, match[1]);
  }
  return undefined;
}

function fromPattern(pattern: HostPattern, region: string | undefined): HostResolution {
  const { provider } = pattern;
  const base = { by: `pattern:${pattern.id}`, confidence: provider.confidence, recipient: recipientOfProvider(provider.id, provider.name), seat: provider.seat };
  if (pattern.verdict !== undefined || region === undefined) return { ...base, verdict: pattern.verdict ?? "unknown", countries: pattern.countries };
  const place = regionPlace(provider, region);
  return { ...base, verdict: place.verdict, countries: [place.country] };
}

function recipientOfProvider(id: string, name: string): Recipient {
  const entry = recipientById(id);
  return entry ? recipient(entry) : { id, name };
}

function privateOrHint(host: string): HostResolution {
  if (host === "") return unknown;
  if (isPrivate(host)) return { ...unknown, by: "private" };
  if (isAddress(host)) return { ...unknown, by: "ip-literal" };
  const hint = domainHint(host.slice(host.lastIndexOf(".") + 1));
  return hint === undefined ? unknown : { ...unknown, countries: [hint], by: "tld-hint" };
}

/**
 * A partly known host. The answer must hold for every host it may stand for: the unknown parts are tried as an ordinary name, as every known
 * host that fits, and as every region of the provider; where these disagree about the mainland, the place is unknown.
 */
function resolvePattern(pattern: string): HostResolution {
  const tail = pattern.slice(pattern.lastIndexOf("*") + 1);
  if (!/[a-z0-9-]\.[a-z0-9-]+$/.test(tail) || /^\.(?:com|net|org|gov|edu|co|ac)\.[a-z]{2}$/.test(tail)) return unknown;
  const plain = resolveKnown(pattern.replaceAll("*", "x"));
  const alternatives = [...knownHosts()].filter(([host]) => !host.startsWith("*") && hostMatches(pattern, host)).map(([host]) => resolveKnown(host));
  const first = plain.by === "none" ? alternatives[0] : plain;
  if (!first || first.by === "private") return unknown;
  const all = [first, ...alternatives, ...withRegions(pattern, plain).map(resolveKnown)];
  if (all.some((item) => item.verdict !== first.verdict)) return { ...first, verdict: "unknown", countries: ["UNKNOWN"], confidence: "unknown" };
  const sameCountry = plain.by !== "none" || all.every((item) => item.countries[0] === first.countries[0]);
  return sameCountry ? first : { ...first, countries: ["UNKNOWN"] };
}

/** The pattern with each of its first unknown parts replaced by the provider's regions, where the known part names none. */
function withRegions(pattern: string, plain: HostResolution): readonly string[] {
  const provider = hostPatterns().find((item) => item.fallback && `pattern:${item.id}` === plain.by)?.provider;
  if (!provider) return [];
  // The mainland regions of AWS live under another suffix.
  const names = [...(provider.id === "aws" ? [] : provider.mainland), ...provider.outside.keys()];
  const parts = pattern.split("*");
  return parts.slice(1, 4).flatMap((_, at) => names.map((name) => parts.slice(1).reduce((text, part, index) => text + (index === at ? name : "x") + part, parts[0] ?? "")));
}

function declaredPlace(host: string, overrides: HostOverrides): HostResolution | undefined {
  let best: { readonly length: number; readonly resolution: HostResolution } | undefined;
  const offer = (pattern: string, country: string | undefined, from?: Recipient): void => {
    if (!hostMatches(pattern, host) || (best && best.length >= pattern.length)) return;
    const verdict = country === "CN" ? "cn" : "outside";
    best = { length: pattern.length, resolution: { verdict, countries: [country ?? "UNKNOWN"], by: `config:${from?.id ?? pattern}`, confidence: "declared", recipient: from ?? declaredRecipient(host) } };
  };
  for (const item of overrides.recipients ?? []) {
    if (item.country !== undefined) for (const pattern of item.hosts) offer(pattern, item.country.toUpperCase(), { id: item.id, name: item.name ?? item.id });
  }
  for (const pattern of overrides.domesticHosts ?? []) offer(pattern, "CN");
  for (const item of overrides.overseasHosts ?? []) offer(item.host, item.country?.toUpperCase());
  return best?.resolution;
}

function declaredRecipient(host: string): Recipient | undefined {
  return host.includes("*") ? undefined : resolveKnown(host).recipient;
}

/** Does a host pattern of the configuration cover the host? `*` stands for any characters. */
export function hostMatches(pattern: string, host: string): boolean {
  const parts = normaliseHost(pattern).split("*");
  if (parts.length === 1) return parts[0] === host;
  const [first = "", ...rest] = parts;
  const last = rest.pop() ?? "";
  if (!host.startsWith(first) || !host.endsWith(last) || host.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= host.length - last.length;
}

function inWords(resolution: HostResolution): HostJurisdiction {
  const { verdict, countries, by, confidence, seat } = resolution;
  const base = { outsideMainland: verdict === "unknown" ? ("unknown" as const) : verdict === "outside", basis: by, confidence, recipient: resolution.recipient };
  if (verdict === "cn") return { ...base, code: "CN", name: countryName("CN") };
  if (verdict === "unknown") return { ...base, code: by === "private" ? "local" : "unknown", name: unknownName(by, countries[0]) };
  const country = countries.find((code) => isCountryCode(code) && /^[A-Z]{2}$/.test(code));
  if (country !== undefined) return { ...base, code: country, name: countryName(country) };
  if (seat !== undefined && seat !== "CN" && /^[A-Z]{2}$/.test(seat)) return { ...base, code: seat, basis: `${by}, operator's seat`, name: seatName(seat) };
  return { ...base, code: "unknown", name: localized("outside the mainland, country unknown", "境外，国家或地区未知") };
}

function seatName(seat: string): Localized {
  const { en, zh } = countryName(seat);
  return localized(`${en} (operator's seat)`, `${zh}（运营方所在地）`);
}

function unknownName(by: string, country: string | undefined): Localized {
  if (by === "private") return countryName("local");
  if (by !== "tld-hint" || country === undefined) return countryName("unknown");
  const { en, zh } = countryName(country);
  return localized(`unknown place (the name hints at ${en})`, `地点未知（域名提示可能在${zh}）`);
}

function isPrivate(host: string): boolean {
  if (/^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(host) && isAddress(host)) return true;
  if (/^(?:::1|f[cd][0-9a-f]{2}:.*|fe80:.*)$/.test(host)) return true;
  if (isAddress(host)) return false;
  return !host.includes(".") || privateSuffixes().some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.includes(":");
}

function toAscii(host: string): string {
  // Only names with other letters need punycode; patterns with `*` are no URLs.
  if (!/[^\x20-\x7e]/.test(host) || host.includes("*")) return host;
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return host;
  }
}
