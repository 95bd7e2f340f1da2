// From the valid part of the file to the typed configuration.
import type { BorderlineConfig, CodePatternConfig, CustomCategoryConfig, ExporterConfig, MechanismConfig, PolicyConditions, PolicyStatement, RecipientConfig } from "../model/config.js";
import { defaultConfig } from "../model/config.js";
import { conditionNames } from "./policy.js";
import { purposeOf } from "./purposes.js";
import type { ValidObject, ValidValue } from "./validate.js";

export function assemble(valid: ValidObject): BorderlineConfig {
  const severity = object(valid, "severity");
  return {
    exporter: exporter(object(valid, "exporter")),
    profile: oneOf(valid, "profile", ["current", "conservative"]) ?? defaultConfig.profile,
    environment: text(valid, "environment") ?? defaultConfig.environment,
    recipients: objects(valid, "recipients").map(recipient),
    domesticHosts: texts(valid, "domestic-hosts"),
    overseasHosts: objects(valid, "overseas-hosts").map((host) => ({ host: text(host, "host") ?? "", ...defined("country", text(host, "country")) })),
    categories: objects(valid, "categories").map(category),
    sources: objects(valid, "sources").map(pattern),
    sinks: objects(valid, "sinks").map(pattern),
    redactors: objects(valid, "redactors").map(pattern),
    policy: objects(valid, "policy").flatMap(policyStatement),
    ...defined("baseline", text(valid, "baseline")),
    exclude: texts(valid, "exclude"),
    include: texts(valid, "include"),
    severity: severity === undefined ? {} : severities(severity),
  };
}

function severities(valid: ValidObject): BorderlineConfig["severity"] {
  return Object.fromEntries(Object.keys(valid.fields).flatMap((rule) => {
    const level = oneOf(valid, rule, ["error", "warning", "information", "hint", "off"]);
    return level === undefined ? [] : [[rule, level]];
  }));
}

function exporter(valid: ValidObject | undefined): ExporterConfig {
  if (valid === undefined) return {};
  const zone = object(valid, "free-trade-zone");
  const persons = object(valid, "persons-exported");
  const position = zone === undefined ? undefined : oneOf(zone, "position", ["outside", "contract-tier", "assessment-tier"]);
  return {
    ...defined("name", text(valid, "name")), ...defined("ciio", oneOf(valid, "ciio", ["yes", "no", "unknown"])), ...defined("stateOrgan", flag(valid, "state-organ")),
    ...(zone === undefined ? {} : { freeTradeZone: {
      name: text(zone, "name") ?? "", ...defined("coversScenario", flag(zone, "covers-scenario")),
      ...defined("position", position === undefined ? undefined : zonePositions[position]),
    } }),
    ...(persons === undefined ? {} : { personsExported: { ...defined("ordinary", count(persons, "ordinary")), ...defined("sensitive", count(persons, "sensitive")) } }),
  };
}

const zonePositions = { "outside": "outside", "contract-tier": "contract_tier", "assessment-tier": "assessment_tier" } as const;

function recipient(valid: ValidObject): RecipientConfig {
  const purpose = text(valid, "purpose");
  const mechanismPart = object(valid, "mechanism");
  return {
    id: text(valid, "id") ?? "", hosts: texts(valid, "hosts"), packages: texts(valid, "packages"), paths: texts(valid, "paths"), range: valid.range,
    ...defined("name", text(valid, "name")), ...defined("country", text(valid, "country")),
    ...defined("purpose", purpose === undefined ? undefined : purposeOf(purpose)),
    ...defined("necessary", flag(valid, "necessary")), ...defined("individualIsParty", flag(valid, "individual-is-party")),
    ...defined("lawfulLabourRules", flag(valid, "lawful-labour-rules")), ...defined("onwardTransfer", flag(valid, "onward-transfer")),
    ...defined("greaterBayArea", flag(valid, "greater-bay-area")), ...defined("restricted", flag(valid, "restricted")),
    ...defined("importantData", oneOf(valid, "important-data", ["none", "notified", "published", "unknown"])),
    ...defined("dataOrigin", oneOf(valid, "data-origin", ["china", "abroad-only"])), ...defined("domesticMixedIn", flag(valid, "domestic-mixed-in")),
    ...defined("mechanism", mechanismPart === undefined ? undefined : mechanism(mechanismPart)),
  };
}

function mechanism(valid: ValidObject): MechanismConfig | undefined {
  const kind = oneOf(valid, "kind", ["standard-contract", "certification", "security-assessment"]);
  if (kind === undefined) return undefined;
  return { kind, ...defined("filedOn", text(valid, "filed-on")), ...defined("validUntil", text(valid, "valid-until")), ...defined("reference", text(valid, "reference")) };
}

function category(valid: ValidObject): CustomCategoryConfig {
  return {
    id: text(valid, "id") ?? "", en: text(valid, "en") ?? "", zh: text(valid, "zh") ?? "", sensitive: flag(valid, "sensitive") ?? false,
    names: texts(valid, "names"), excludes: texts(valid, "excludes"),
  };
}

function pattern(valid: ValidObject): CodePatternConfig {
  return {
    name: text(valid, "name") ?? "", range: valid.range,
    ...defined("package", text(valid, "package")), ...defined("argument", count(valid, "argument")), ...defined("parameter", text(valid, "parameter")),
    ...defined("category", text(valid, "category")), ...defined("host", text(valid, "host")), ...defined("recipient", text(valid, "recipient")),
  };
}

/** A statement that neither denies nor allows, or does both, is a fault of its own and decides nothing. */
function policyStatement(valid: ValidObject): readonly PolicyStatement[] {
  const deny = object(valid, "deny");
  const allow = object(valid, "allow");
  const when = deny ?? allow;
  if (when === undefined || (deny !== undefined && allow !== undefined)) return [];
  const unless = object(valid, "unless");
  return [{
    id: text(valid, "id") ?? "", effect: deny === undefined ? "allow" : "deny", when: conditions(when), range: valid.range,
    ...defined("unless", unless === undefined ? undefined : conditions(unless)), ...defined("reason", text(valid, "reason")),
  }];
}

function conditions(valid: ValidObject): PolicyConditions {
  const purposes = valid.fields["purposes"] === undefined ? undefined : texts(valid, "purposes").map((name) => purposeOf(name) ?? name);
  const lists = conditionNames.flatMap((name) => (valid.fields[name] === undefined ? [] : [[name, texts(valid, name)] as const]));
  return {
    ...Object.fromEntries(lists), ...defined("purposes", purposes),
    ...defined("redacted", flag(valid, "redacted")), ...defined("mechanismInForce", flag(valid, "mechanism-in-force")),
  };
}

function text(valid: ValidObject, key: string): string | undefined {
  const value = valid.fields[key];
  return typeof value === "string" ? value : undefined;
}

function oneOf<const T extends string>(valid: ValidObject, key: string, names: readonly T[]): T | undefined {
  const value = text(valid, key);
  return names.find((name) => name === value);
}

function flag(valid: ValidObject, key: string): boolean | undefined {
  const value = valid.fields[key];
  return typeof value === "boolean" ? value : undefined;
}

function count(valid: ValidObject, key: string): number | undefined {
  const value = valid.fields[key];
  return typeof value === "number" ? value : undefined;
}

function object(valid: ValidObject, key: string): ValidObject | undefined {
  const value = valid.fields[key];
  return isObject(value) ? value : undefined;
}

function objects(valid: ValidObject, key: string): readonly ValidObject[] {
  return list(valid, key).filter(isObject);
}

function texts(valid: ValidObject, key: string): readonly string[] {
  return list(valid, key).filter((item) => typeof item === "string");
}

function list(valid: ValidObject, key: string): readonly ValidValue[] {
  const value = valid.fields[key];
  return Array.isArray(value) ? (value as readonly ValidValue[]) : [];
}

function isObject(value: ValidValue | undefined): value is ValidObject {
  return typeof value === "object" && !Array.isArray(value);
}

/** An absent value leaves its key out, so that equality means what it says. */
function defined<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
