// Declarations of borderline.yaml that cannot all be true, or that the day has overtaken. The last good values stay in force.
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { BorderlineConfig, RecipientConfig } from "../model/config.js";
import { dayNumber, expiryWarningDays, lastDay } from "./mechanism.js";

/** Problems at the recipient they concern. */
export function contradictions(config: BorderlineConfig, today: string): readonly Problem[] {
  return config.recipients.flatMap((recipient) => [...facts(recipient), ...dates(recipient, today)]).map(atStart);
}

/** The start of the entry, so that not all of its lines are underlined. */
function atStart(problem: Problem): Problem {
  const { start, end } = problem.range;
  return { ...problem, range: { start, end: Math.min(end, start + 2) } };
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
  if (left > expiryWarningDays) return [];
  return [{ code: "mechanism-expiring", severity: "warning", range, message: localized(`${recipient.id}: the mechanism expires on ${until}, in ${left} days`, `${recipient.id}：机制将于${until}到期（剩${left}天）`) }];
}
