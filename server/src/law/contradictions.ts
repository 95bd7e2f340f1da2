// Declarations of borderline.yaml that cannot all be true, or that the day has overtaken. The last good values stay in force.
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import type { BorderlineConfig, RecipientConfig } from "../model/config.js";
import { jurisdictionOfHost } from "../catalog/jurisdictions.js";
import { dayNumber, expiryWarningDays, lastDay } from "./mechanism.js";

/** Problems at the recipient they concern, and at its hosts where the text is at hand. */
export function contradictions(config: BorderlineConfig, today: string, text = ""): readonly Problem[] {
  return [
    ...config.recipients.flatMap((recipient) => [...facts(recipient), ...dates(recipient, today)]).map(atStart),
    ...config.recipients.flatMap((recipient) => [...unknownHosts(recipient, config, text), ...sharedHosts(recipient, config, text)]),
  ];
}

/** A host nobody can place decides nothing until its country is said. */
function unknownHosts(recipient: RecipientConfig, config: BorderlineConfig, text: string): readonly Problem[] {
  if (recipient.country !== undefined) return [];
  const isUnplaced = (host: string): boolean => jurisdictionOfHost(host, config).outsideMainland === "unknown";
  const unplaced = recipient.hosts.filter((host) => isUnplaced(host.replaceAll("*", "any")) && isUnplaced(host.replace(/^\*\.?/, "")));
  return unplaced.map((host) => ({
    code: "unknown-host", severity: "warning", range: placeOf(host, recipient, text),
    message: localized(`${recipient.id}: where ${host} is is not known; say it with "country"`, `${recipient.id}：${host} 的所在地未知，请用“country”说明`),
  }));
}

/** One host of two recipients without paths to tell them apart: the first would speak for both. */
function sharedHosts(recipient: RecipientConfig, config: BorderlineConfig, text: string): readonly Problem[] {
  if (recipient.paths.length > 0) return [];
  const earlier = config.recipients.slice(0, config.recipients.indexOf(recipient)).filter(({ id, paths }) => paths.length === 0 && id !== recipient.id);
  return recipient.hosts.flatMap((host) => {
    const other = earlier.find(({ hosts }) => hosts.includes(host));
    return other === undefined ? [] : [{
      code: "duplicate-host", severity: "warning", range: placeOf(host, recipient, text),
      message: localized(`${host} belongs to "${other.id}" already, which will speak for it; narrow both by "paths" or remove one`, `${host} 已属于“${other.id}”，将以其为准；请用 paths 区分或删除其一`),
    }];
  });
}

function placeOf(host: string, { range }: RecipientConfig, text: string): TextRange {
  const at = text.indexOf(host, range.start);
  return at < 0 || at + host.length > range.end ? startOf(range) : { start: at, end: at + host.length };
}

function atStart(problem: Problem): Problem {
  return { ...problem, range: startOf(problem.range) };
}

/** The start of the entry, so that not all of its lines are underlined. */
function startOf({ start, end }: TextRange): TextRange {
  return { start, end: Math.min(end, start + 2) };
}

function facts(recipient: RecipientConfig): readonly Problem[] {
  const problems: Problem[] = [];
  const { purpose, necessary, individualIsParty, lawfulLabourRules, range } = recipient;
  if (purpose === "contract" && necessary === true && individualIsParty === false) {
    problems.push({
      code: "contract-without-individual", severity: "warning", range,
      message: localized(
        `${recipient.id}: the contract exemption needs the individual as a party; without it "necessary" changes nothing`,
        `${recipient.id}：合同豁免要求个人为合同一方，否则“necessary”不起作用`,
      ),
    });
  }
  if (individualIsParty === true && purpose !== undefined && purpose !== "contract") problems.push(unused(recipient, "individual-is-party", purpose));
  if (lawfulLabourRules === true && purpose !== undefined && purpose !== "hr") problems.push(unused(recipient, "lawful-labour-rules", purpose));
  return problems;
}

function unused(recipient: RecipientConfig, key: string, purpose: string): Problem {
  return {
    code: "fact-without-purpose", severity: "information", range: recipient.range,
    message: localized(`${recipient.id}: "${key}" plays no part with purpose ${purpose}`, `${recipient.id}：用途为 ${purpose} 时，“${key}”不起作用`),
  };
}

function dates(recipient: RecipientConfig, today: string): readonly Problem[] {
  const { mechanism, range } = recipient;
  if (mechanism === undefined) return [];
  const start = dayNumber(mechanism.filedOn);
  const end = dayNumber(mechanism.validUntil);
  if (start !== undefined && end !== undefined && end < start) {
    return [{
      code: "mechanism-ends-before-start", severity: "error", range,
      message: localized(`${recipient.id}: valid-until ${mechanism.validUntil} lies before filed-on ${mechanism.filedOn}`, `${recipient.id}：valid-until ${mechanism.validUntil} 早于 filed-on ${mechanism.filedOn}`),
    }];
  }
  const until = lastDay(mechanism);
  const left = (dayNumber(until) ?? Infinity) - (dayNumber(today) ?? 0);
  if (left < 0) {
    return [{ code: "mechanism-expired", severity: "error", range, message: localized(`${recipient.id}: the mechanism expired on ${until}`, `${recipient.id}：机制已于${until}到期`) }];
  }
  if (left > expiryWarningDays(mechanism.kind)) return [];
  return [{ code: "mechanism-expiring", severity: "warning", range, message: localized(`${recipient.id}: the mechanism expires on ${until}, in ${left} days`, `${recipient.id}：机制将于${until}到期（剩${left}天）`) }];
}
