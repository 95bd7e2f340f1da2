// Why a transfer was judged as it was, and what a person still has to answer; one short line each, for hover and register.
import { localized, type Localized } from "../base/localized.js";
import { importantDataName } from "../catalog/names.js";
import { routeTable } from "../catalog/routes.js";
import type { BorderlineConfig, RecipientConfig } from "../model/config.js";
import type { Flow, Source } from "../model/flow.js";
import type { RouteDecision } from "../model/transfer.js";
import { isMinor, isSensitive, personalSources } from "./inputs.js";
import { isCounted } from "./thresholds.js";

/** Facts and assumptions behind the decision. */
export function reasonsOf(flow: Flow, config: BorderlineConfig, recipient: RecipientConfig | undefined, decision: RouteDecision): readonly Localized[] {
  const sources = personalSources(flow);
  const reasons: Localized[] = [];
  const rule = routeTable().rules.find(({ id }) => id === decision.rule);
  if (rule !== undefined) reasons.push(rule.title);
  if (recipient === undefined) reasons.push(localized("the recipient is not declared in borderline.yaml", "接收方未在 borderline.yaml 中声明"));
  if (sources.some(isMinor)) reasons.push(localized("persons under 14: every field is sensitive", "不满14周岁：全部字段均属敏感个人信息"));
  else if (sources.some(isSensitive)) reasons.push(named(sources.filter(isSensitive)));
  if (flow.sources.some(({ redacted }) => redacted === "hash")) {
    reasons.push(localized("plain hashes can be looked up and stay personal information", "无密钥哈希可被反查，仍属个人信息"));
  }
  if (flow.sources.some(({ redacted }) => redacted === "keyed-hash" || redacted === "tokenize")) {
    reasons.push(localized("values hashed with a key or tokenised are de-identified and stay personal information", "以密钥哈希或令牌化只是去标识化，仍属个人信息"));
  }
  if (config.exporter.ciio === undefined && decision.route !== "not_outbound") {
    reasons.push(localized("taken as not a CIIO: only a notice makes one", "按非关键信息基础设施运营者处理（以书面通知为准）"));
  }
  if (decision.route.startsWith("exempt") && !isCounted(decision.route)) {
    reasons.push(localized("these persons are left out of the yearly count", "此类出境人数不计入年度累计"));
  }
  if (decision.route === "exempt_art5_4") reasons.push(localized("these persons count towards the yearly thresholds", "此类出境人数计入年度累计"));
  return reasons;
}

/** Questions the facts raise: important data, judgement calls, ordinary fields that together may be sensitive. */
export function questionsOf(flow: Flow, decision: RouteDecision, open: boolean): readonly Localized[] {
  if (decision.route === "not_outbound") return [];
  const categories = new Set(personalSources(flow).map(({ classification }) => classification.category));
  const table = routeTable();
  const calls = new Map(decision.judgementCalls.map(({ id, text }) => [id, text]));
  for (const call of table.judgement.values()) if (call.categories.some((category) => categories.has(category))) calls.set(call.id, call.text);
  if (flow.sources.some(({ redacted }) => redacted !== undefined)) {
    const anonymised = table.judgement.get("j-anonymised");
    if (anonymised !== undefined) calls.set(anonymised.id, anonymised.text);
  }
  const together = table.aggregates.filter(({ all }) => all.every((list) => list.some((category) => categories.has(category))));
  return [...together.map(({ text }) => text), ...importantData(flow), ...sideQuestion(decision, open), ...calls.values()];
}

/** A fact that would name another route of the same gravity; while the gravity itself is open, the summary asks. */
function sideQuestion(decision: RouteDecision, open: boolean): readonly Localized[] {
  const input = open ? undefined : routeTable().inputs.get(decision.decidingInput ?? "");
  if (input === undefined) return [];
  return [localized(`Not known, may lead to another route: ${input.question.en}`, `尚不清楚、可能对应其他路径：${input.question.zh}`)];
}

function importantData(flow: Flow): readonly Localized[] {
  const candidates = flow.sources.flatMap(({ source: { name, classification: { importantDataCandidate: cue } } }) => (cue === undefined ? [] : [{ name, cue }]));
  if (candidates.length === 0) return [];
  const names = [...new Set(candidates.map(({ name }) => name))];
  const cues = [...new Set(candidates.map(({ cue }) => cue))].map(importantDataName);
  return [localized(
    `Could ${names.join(", ")} be important data (${cues.map(({ en }) => en).join(", ")})? If neither notified nor published as such, it need not be declared as important data.`,
    `${names.join("、")}是否可能属于重要数据（${cues.map(({ zh }) => zh).join("、")}）？未被告知或公开发布为重要数据的，无需按重要数据申报。`,
  )];
}

function named(sources: readonly Source[]): Localized {
  const names = [...new Set(sources.map(({ name }) => name))];
  return localized(`sensitive: ${names.join(", ")}`, `敏感个人信息：${names.join("、")}`);
}
