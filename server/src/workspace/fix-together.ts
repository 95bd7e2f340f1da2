// One fix for many findings: for a recipient, a field, a file.
import { localized, type Localized } from "../base/localized.js";
import { overlaps } from "../base/range.js";
import type { FileEdit, Finding, Fix } from "../model/finding.js";
import type { FlowService } from "./flow-service.js";

/** Fixes that can be made for many findings at once, with what they do. */
const repeatable: ReadonlyMap<string, Localized> = new Map([
  ["drop-key", localized("Leave personal data out", "不发送个人信息")],
  ["omit", localized("Send objects without personal data", "发送前去除个人信息")],
  ["redact", localized("Redact personal data", "对个人信息脱敏")],
  ["mainland-endpoint", localized("Switch to mainland endpoints", "切换到境内端点")],
]);

/** Each joint fix is tried out whole, so only the first kinds a finding is offered get one. */
const mostKinds = 2;

/** For each kind of fix a finding was offered: the same for its recipient, for its field, and for the whole file. */
export function fixesTogether(finding: Finding, offered: readonly Fix[], all: readonly Finding[], flows: FlowService): readonly Fix[] {
  if (finding.data.kind !== "flow") return [];
  const ids = [...new Set(offered.map(({ id }) => id))].filter((id) => repeatable.has(id)).slice(0, mostKinds);
  const alike = all.filter((one) => one.rule === finding.rule && one.data.kind === "flow");
  return ids.flatMap((id) => scopesOf(finding, alike, id).flatMap(({ findings, where, kind, suffix }) => {
    const edits = findings.length < 2 ? undefined : flows.fixTogether(findings, id);
    const what = repeatable.get(id) ?? localized(id, id);
    return edits === undefined ? [] : [{ id: `${id}-${suffix}`, title: localized(`${what.en} ${where.en}`, `${what.zh}${where.zh}`), rule: finding.rule, kind, isPreferred: false, edits }];
  }));
}

interface Scope {
  readonly findings: readonly Finding[];
  readonly where: Localized;
  readonly kind: Fix["kind"];
  readonly suffix: "recipient" | "field" | "file";
}

function scopesOf(finding: Finding, alike: readonly Finding[], id: string): readonly Scope[] {
  if (finding.data.kind !== "flow") return [];
  const { recipient, sources } = finding.data.flow;
  const sameRecipient = alike.filter(({ data }) => data.kind === "flow" && data.flow.recipient.id === recipient.id);
  const names = [...new Set(sources.map(({ source }) => source.name))];
  const [name] = names;
  const sameField = name === undefined || id === "mainland-endpoint" ? [] : alike.flatMap((one) => only(one, name));
  const scopes: Scope[] = [{ findings: alike, where: localized("in this file", "（整个文件）"), kind: "source.fixAll", suffix: "file" }];
  if (sameRecipient.length < alike.length) scopes.unshift({ findings: sameRecipient, where: localized(`for ${recipient.name} in this file`, `（本文件中发往 ${recipient.name} 的全部）`), kind: "refactor", suffix: "recipient" });
  if (name !== undefined && names.length === 1 && sameField.length > 1) scopes.unshift({ findings: sameField, where: localized(`(${name}) in this file`, `（本文件中的全部 ${name}）`), kind: "refactor", suffix: "field" });
  return scopes;
}

/** The finding as if it were about one field. */
function only(finding: Finding, name: string): readonly Finding[] {
  if (finding.data.kind !== "flow") return [];
  const { flow } = finding.data;
  const sources = flow.sources.filter(({ source }) => source.name === name);
  return sources.length === 0 ? [] : [{ ...finding, data: { ...finding.data, flow: { ...flow, sources } } }];
}

/** Both lists of edits in one; undefined where they touch each other. An edit both make (an import, a new file) is made once. */
export function joinedEdits(a: readonly FileEdit[], b: readonly FileEdit[]): readonly FileEdit[] | undefined {
  const result = new Map(a.map((edit) => [edit.file, edit]));
  for (const edit of b) {
    const known = result.get(edit.file);
    if (known === undefined) {
      result.set(edit.file, edit);
      continue;
    }
    if (edit.create === true && known.create === true) continue;
    const added = edit.edits.filter(({ range, newText }) => !known.edits.some((other) => other.newText === newText && other.range.start === range.start && other.range.end === range.end));
    if (added.some(({ range }) => known.edits.some((other) => overlaps(other.range, range)))) return undefined;
    result.set(edit.file, { ...known, edits: [...known.edits, ...added] });
  }
  return [...result.values()];
}
