// The mechanism in place (filed contract, certificate, assessment result) against what a route asks for and the day.
import { localized, type Localized } from "../base/localized.js";
import { routeTable } from "../catalog/routes.js";
import type { MechanismConfig } from "../model/config.js";
import type { MechanismState } from "../model/transfer.js";

/** An expiry this near is warned of, where the rulebook sets no time for a renewal. */
const plainWarningDays = 60;

const renewalDeadline: Readonly<Partial<Record<MechanismConfig["kind"], string>>> = {
  "certification": "certificate_renewal",
  "security-assessment": "assessment_extension_window",
};

/** Days before expiry from which a renewal has to be asked for, in calendar days and rather too many. */
export function expiryWarningDays(kind: MechanismConfig["kind"]): number {
  const amount = routeTable().deadlines.find(({ id }) => id === renewalDeadline[kind])?.amount;
  if (amount === undefined) return plainWarningDays;
  return amount.unit.startsWith("month") ? amount.value * 31 : Math.ceil((amount.value * 7) / 5) + 7;
}

const names: Readonly<Record<MechanismConfig["kind"], Localized>> = {
  "standard-contract": localized("standard contract", "标准合同"),
  "certification": localized("certificate", "认证证书"),
  "security-assessment": localized("security assessment", "安全评估结果"),
};

const validityDeadline: Readonly<Partial<Record<MechanismConfig["kind"], string>>> = {
  "certification": "certificate_validity",
  "security-assessment": "assessment_validity",
};

/** State of the mechanism for one route; `today` is an ISO date. */
export function mechanismState(route: string, mechanism: MechanismConfig | undefined, today: string): MechanismState {
  const needs = neededKinds(route);
  if (needs === undefined) return { state: "not-needed", text: localized("no mechanism needed", "无需三项机制") };
  if (needs.length === 0) return { state: "insufficient", text: localized("no contract or certificate lifts this", "合同或认证均不能解除") };
  if (mechanism === undefined) return { state: "none", text: localized("no mechanism declared", "未声明已有机制") };
  return declaredState(mechanism, needs.includes(mechanism.kind), today);
}

/** Whether the route may be used as things stand. */
export function isSatisfied({ state }: MechanismState): boolean {
  return state === "not-needed" || state === "in-force" || state === "expiring";
}

/** Last day of validity: as declared, else from the validity the rulebook gives. */
export function lastDay(mechanism: MechanismConfig): string | undefined {
  if (dayNumber(mechanism.validUntil) !== undefined) return mechanism.validUntil;
  const deadline = validityDeadline[mechanism.kind];
  const years = routeTable().deadlines.find(({ id }) => id === deadline)?.amount?.value;
  const filed = mechanism.filedOn;
  return years === undefined || filed === undefined || dayNumber(filed) === undefined ? undefined : anniversary(filed, years);
}

/** Days since 1970, undefined for anything that is not a date of the calendar. */
export function dayNumber(date: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? "");
  if (match === null) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(time).toISOString().slice(0, 10) === date ? time / 86_400_000 : undefined;
}

/** Undefined: none needed. Empty: none helps. */
function neededKinds(route: string): readonly MechanismConfig["kind"][] | undefined {
  if (route === "blocked") return [];
  if (route === "security_assessment") return ["security-assessment"];
  return route === "scc_or_certification" ? ["standard-contract", "certification", "security-assessment"] : undefined;
}

function declaredState(mechanism: MechanismConfig, fits: boolean, today: string): MechanismState {
  const name = names[mechanism.kind];
  const now = dayNumber(today) ?? 0;
  const until = lastDay(mechanism);
  const end = dayNumber(until);
  if (end !== undefined && end < now) return { state: "expired", text: localized(`${name.en} expired on ${until}`, `${name.zh}已于${until}到期`) };
  const start = dayNumber(mechanism.filedOn);
  if (start !== undefined && start > now) {
    return { state: "not-yet", text: localized(`${name.en} not in force before ${mechanism.filedOn}`, `${name.zh}自${mechanism.filedOn}起方生效`) };
  }
  if (!fits) return { state: "insufficient", text: localized(`a ${name.en} is not enough for this route`, `仅有${name.zh}不足以满足该路径`) };
  if (end === undefined || until === undefined) return { state: "in-force", text: localized(`${name.en} in place`, `已有${name.zh}`) };
  if (end - now <= expiryWarningDays(mechanism.kind)) {
    return { state: "expiring", text: localized(`${name.en} expires on ${until}, in ${end - now} days`, `${name.zh}将于${until}到期（剩${end - now}天）`) };
  }
  return { state: "in-force", text: localized(`${name.en} in force until ${until}`, `${name.zh}有效期至${until}`) };
}

/** The day before the same date `years` later; 29 February counts as 1 March. */
function anniversary(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year + years, month - 1, day) - 86_400_000).toISOString().slice(0, 10);
}
