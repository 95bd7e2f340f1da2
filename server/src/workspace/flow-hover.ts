import type { Localized } from "../base/localized.js";
import { localized } from "../base/localized.js";
import { confidenceNote, describeTransfer, destination } from "../law/describe.js";
import type { FieldDeclaration } from "../model/field.js";
import type { Finding } from "../model/finding.js";
import { routeTable } from "../catalog/routes.js";
import { routeTitle } from "../law/evaluate.js";
import { transferOf } from "../law/transfer.js";
import type { Transfer } from "../model/transfer.js";
import type { Flow } from "../model/flow.js";
import type { BorderlineConfig } from "../model/config.js";
import type { HoverContent } from "./engine.js";
import { escapeMarkdown } from "./hover.js";
import { versionNote } from "./installed-version.js";

/** Most lines of each kind; the register has them all. */
const shown = { reasons: 5, citations: 3, obligations: 3, questions: 3, evidence: 3, outlook: 2 } as const;

/** A call that sends personal data: the verdict in one line, then reasons, citations, what remains to do, and the endpoint's evidence. */
export function flowHover(finding: Finding, notes: readonly Localized[] = []): HoverContent | undefined {
  if (finding.data.kind !== "flow") return undefined;
  const { flow, transfer } = finding.data;
  if (transfer === undefined) {
    const said = (locale: keyof Localized): string => [finding.message, ...notes].map((item, i) => `${i === 0 ? "" : "- "}${escapeMarkdown(item[locale])}`).join("\n\n");
    return { range: finding.range, markdown: localized(said("en"), said("zh")) };
  }
  const described = describeTransfer(flow, transfer);
  const { place, route, grounds } = headline(flow, transfer);
  const text = (locale: keyof Localized): string => {
    const lines = [`**${escapeMarkdown(place[locale])}**: ${escapeMarkdown(route[locale])}`, ""];
    const list = (items: readonly Localized[], limit: number) => items.slice(0, limit).forEach((item) => lines.push(`- ${escapeMarkdown(item[locale])}`));
    list([...grounds, ...described.reasons], shown.reasons);
    list(flow.endpoint.evidence.map((step) => step.text), shown.evidence);
    list(described.questions, shown.questions);
    list(notes, shown.evidence);
    if (described.outlook.length > 0) {
      lines.push("", localized("If the numbers grow:", "若人数增长：")[locale]);
      list(described.outlook, shown.outlook);
    }
    if (described.obligations.length > 0) {
      lines.push("", localized("Still to do:", "仍需履行：")[locale]);
      list(described.obligations, shown.obligations);
    }
    const citations = described.citations.slice(0, shown.citations).map(({ text: gist, article, address, confidence }) => {
      const words = escapeMarkdown(article[locale]) + escapeMarkdown(confidenceNote(confidence)[locale]);
      return address === undefined ? words : `[${words}](${address} "${gist[locale].replaceAll('"', "'")}")`;
    });
    if (citations.length > 0) lines.push("", citations.join(" · "));
    lines.push("", `_${escapeMarkdown(described.note[locale])}_`);
    return lines.join("\n");
  };
  return { range: finding.range, markdown: localized(text("en"), text("zh")) };
}

/**
 * Recipient and route, short enough for one line of a narrow box, and what they rest on. The finding's message, which editors show in
 * the same box, says it all in one sentence; this does not say it again.
 */
function headline(flow: Flow, { decision, mechanism, summary }: Transfer): { readonly place: Localized; readonly route: Localized; readonly grounds: readonly Localized[] } {
  const { name } = flow.endpoint.jurisdiction;
  const title = routeTitle(decision.route);
  const place = localized(`${flow.recipient.name} (${name.en})`, `${flow.recipient.name}（${name.zh}）`);
  if (decision.decidingInput !== undefined) {
    const question = routeTable().inputs.get(decision.decidingInput)?.question ?? summary;
    const route = localized(`route not settled, it depends on ${question.en}`, `出境路径未定，取决于${question.zh}`);
    return { place, route, grounds: [localized(`as assumed so far: ${title.en}`, `暂按：${title.zh}`)] };
  }
  const rule = routeTable().rules.find(({ id }) => id === decision.rule)?.title ?? decision.title;
  const declared = mechanism.state === "not-needed" ? [] : [mechanism.text];
  return { place, route: title, grounds: decision.route.startsWith("exempt") ? declared : [rule, ...declared] };
}

/** Where a declared field is known to travel, one line a recipient; empty when nowhere. */
export function travels(field: FieldDeclaration, flows: readonly Flow[], config: BorderlineConfig, today: string): readonly Localized[] {
  const lines = new Map<string, Localized>();
  for (const flow of flows) {
    const carries = flow.sources.some(({ source }) => source.declaration?.file === field.file && source.declaration.range.start <= field.nameRange.start && field.nameRange.end <= source.declaration.range.end);
    if (!carries || flow.sink.kind === "log") continue;
    const line = destination(flow, transferOf(flow, config, { today }));
    lines.set(line.en, line);
  }
  return [...lines.values()];
}

/** What one would not see otherwise: a redactor that does not redact, a library the model was not checked with. */
export function flowNotes({ data }: Finding, folder: string | undefined, read: (path: string) => string | undefined): readonly Localized[] {
  if (data.kind !== "flow" || folder === undefined) return [];
  const note = versionNote(data.flow, folder, read);
  return [...distrust(data.flow), ...(note === undefined ? [] : [note])];
}

/** Redactors that were not believed, and why. */
function distrust({ sources }: Flow): readonly Localized[] {
  const notes = new Map<string, Localized>();
  for (const { source, distrusted } of sources) {
    if (distrusted === undefined) continue;
    const name = distrusted === "" ? localized("A function", "某个函数") : localized(distrusted, ` ${distrusted} `);
    notes.set(`${distrusted} ${source.name}`, localized(`${name.en} is declared to redact ${source.name}, but gives it back unchanged: it is not trusted.`, `${name.zh.trim()} 声明对 ${source.name} 脱敏，但原样返回，因此不予信任。`));
  }
  return [...notes.values()];
}
