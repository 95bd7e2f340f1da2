// From the engine's terms to the protocol's; the only place that builds protocol values. from-lsp.ts is its counterpart.
import {
  CodeActionKind, CompletionItemKind, DiagnosticSeverity, DiagnosticTag, MarkupKind,
  type CodeAction, type CodeLens, type CompletionItem, type Diagnostic, type DiagnosticRelatedInformation, type Hover, type InlayHint, type Range, type WorkspaceEdit,
} from "vscode-languageserver";
import type { LineIndex } from "../base/line-index.js";
import { localized, type Locale } from "../base/localized.js";
import type { TextRange } from "../base/range.js";
import type { FileEdit, Finding, Fix } from "../model/finding.js";
import { categoryName } from "../catalog/names.js";
import type { AnalysisLimit, CodeLocation } from "../model/flow.js";
import type { ListedField, ListedTransfer } from "../report/transfer-list.js";
import type { CompletionEntry, Explanation, FieldSummary, FileReport, HoverContent, Lens } from "../workspace/engine.js";
import { repositoryUrl } from "./protocol.js";
import type { Snapshot } from "./documents.js";
import type { ClientFeatures } from "./from-lsp.js";
import type { Places } from "./texts.js";
import { lensCommands, type PersonalFieldsResult, type ProtocolLocation, type TransferField, type TransfersResult } from "./views-protocol.js";

export const diagnosticSource = "borderline";

/** What a diagnostic carries for clients and code actions; message text is never parsed. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fingerprint: string;
}

const severities: Readonly<Record<Finding["severity"], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules whose findings are text that can go. */
const unnecessary: ReadonlySet<string> = new Set(["unused-suppression"]);

/** Giving up for want of budget must be visible; the many small unknowns of untyped code are counted in the status only. */
const shownLimits: ReadonlySet<AnalysisLimit["reason"]> = new Set(["step-budget", "depth"]);

export function toRange(index: LineIndex, range: TextRange): Range {
  return { start: index.positionAt(range.start), end: index.positionAt(range.end) };
}

export function ruleUrl(rule: string): string {
  return `${repositoryUrl}/blob/main/docs/rules/${rule}.md`;
}

export function toDiagnostics(report: FileReport, places: Places, locale: Locale): Diagnostic[] {
  const limits = report.limits.filter((limit) => shownLimits.has(limit.reason) && limit.location.file === report.path);
  const { shown, left } = mostSevere(report.findings);
  return [...(left === 0 ? [] : [moreDiagnostic(left, locale)]), ...shown.map((finding) => toDiagnostic(finding, places, locale)), ...limits.map((limit) => limitDiagnostic(limit, places, locale))];
}

/** Most findings of one file an editor is burdened with; it would show no more itself. */
export const mostInFile = 1_000;

/** Findings in their order, the less severe ones left out where there are too many. */
function mostSevere(findings: readonly Finding[]): { readonly shown: readonly Finding[]; readonly left: number } {
  if (findings.length <= mostInFile) return { shown: findings, left: 0 };
  const kept = new Set([...findings].sort((a, b) => severities[a.severity] - severities[b.severity]).slice(0, mostInFile));
  return { shown: findings.filter((finding) => kept.has(finding)), left: findings.length - mostInFile };
}

function moreDiagnostic(left: number, locale: Locale): Diagnostic {
  const text = localized(`${left} more findings in this file are not shown; "borderline scan" reports all.`, `此文件另有 ${left} 条结果未显示；“borderline scan”可列出全部。`);
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: diagnosticSource, code: "more-findings", message: text[locale] };
}

function toDiagnostic(finding: Finding, places: Places, locale: Locale): Diagnostic {
  const data: DiagnosticData = { rule: finding.rule, fingerprint: finding.fingerprint };
  return {
    range: toRange(places.index(finding.file), finding.range),
    severity: severities[finding.severity],
    source: diagnosticSource,
    code: finding.rule,
    codeDescription: { href: ruleUrl(finding.rule) },
    message: finding.message[locale],
    ...(finding.related.length > 0 ? { relatedInformation: finding.related.map((related) => toRelated(related, places, locale)) } : {}),
    ...(unnecessary.has(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    data,
  };
}

function toRelated(related: Finding["related"][number], places: Places, locale: Locale): DiagnosticRelatedInformation {
  const { file, range } = related.location;
  return { location: { uri: places.uri(file), range: toRange(places.index(file), range) }, message: related.text[locale] };
}

function limitDiagnostic(limit: AnalysisLimit, places: Places, locale: Locale): Diagnostic {
  return {
    range: toRange(places.index(limit.location.file), limit.location.range),
    severity: DiagnosticSeverity.Hint,
    source: diagnosticSource,
    code: "analysis-limit",
    message: limit.text[locale],
  };
}

export function toHover(hover: HoverContent, index: LineIndex, locale: Locale): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: hover.markdown[locale] }, range: toRange(index, hover.range) };
}

export function toExplanation(explanations: readonly Explanation[], locale: Locale): string {
  return explanations
    .map((explanation) => [`### ${explanation.title[locale]}`, "", ...explanation.lines.map((line) => `- ${line[locale]}`)].join("\n"))
    .join("\n\n");
}

const completionKinds: Readonly<Record<CompletionEntry["kind"], CompletionItemKind>> = {
  tag: CompletionItemKind.Keyword,
  category: CompletionItemKind.EnumMember,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

export function toCompletionItem(entry: CompletionEntry, index: LineIndex, locale: Locale): CompletionItem {
  return {
    label: entry.label,
    kind: completionKinds[entry.kind],
    detail: entry.detail[locale],
    ...(entry.documentation ? { documentation: { kind: MarkupKind.Markdown, value: entry.documentation[locale] } } : {}),
    ...(entry.sortText !== undefined ? { sortText: entry.sortText } : {}),
    // Clients filter by what stands in the replaced range, which may start before the label ("@" of a tag).
    filterText: entry.edit.newText.trimStart() || entry.label,
    textEdit: { range: toRange(index, entry.edit.range), newText: entry.edit.newText },
  };
}

/** Kinds of code action by kind of fix; ours are told from others' by the last part. */
export const codeActionKinds: Readonly<Record<Fix["kind"], string>> = {
  quickfix: CodeActionKind.QuickFix,
  refactor: CodeActionKind.RefactorRewrite,
  "source.fixAll": `${CodeActionKind.SourceFixAll}.borderline`,
};

export function toCodeAction(fix: Fix, diagnostics: readonly Diagnostic[], locale: Locale): CodeAction {
  const solved = fix.kind === "source.fixAll" ? [] : diagnostics.filter((diagnostic) => solves(fix, diagnostic));
  return {
    title: fix.title[locale],
    kind: codeActionKinds[fix.kind],
    ...(solved.length > 0 ? { diagnostics: solved } : {}),
    ...(fix.isPreferred ? { isPreferred: true } : {}),
  };
}

/** A fix names its finding; one for a whole model names only the rule. */
function solves(fix: Fix, diagnostic: Diagnostic): boolean {
  const data = diagnostic.data as Partial<DiagnosticData> | undefined;
  if (fix.finding !== undefined && typeof data?.fingerprint === "string") return data.fingerprint === fix.finding;
  return diagnostic.source === diagnosticSource && (data?.rule ?? diagnostic.code) === fix.rule;
}

/** New files need document changes; clients that do not know them get the edits of existing files only in the older form. */
export function toWorkspaceEdit(edits: readonly FileEdit[], places: Places, client: Pick<ClientFeatures, "createFiles" | "annotatesChanges">, preview?: string): WorkspaceEdit | undefined {
  const creates = edits.some((edit) => edit.create === true);
  if (creates && !client.createFiles) return undefined;
  const isShown = preview !== undefined && client.annotatesChanges && edits.length > 1;
  const mark = isShown ? { annotationId: changeAnnotation } : {};
  const textEdits = (edit: FileEdit) => edit.edits.map(({ range, newText }) => ({ range: toRange(places.index(edit.file), range), newText }));
  if (!creates && !isShown) return { changes: Object.fromEntries(edits.map((edit) => [places.uri(edit.file), textEdits(edit)])) };
  return {
    ...(isShown ? { changeAnnotations: { [changeAnnotation]: { label: preview, needsConfirmation: true } } } : {}),
    documentChanges: edits.flatMap((edit) => [
      ...(edit.create === true ? [{ kind: "create" as const, uri: places.uri(edit.file), options: { ignoreIfExists: true }, ...mark }] : []),
      { textDocument: { uri: places.uri(edit.file), version: null }, edits: textEdits(edit).map((one) => ({ ...one, ...mark })) },
    ]),
  };
}

/** Name of the one annotation under which a client shows changes in several files before they are made. */
const changeAnnotation = "borderline";

export function toLocation({ file, range }: CodeLocation, places: Places): ProtocolLocation {
  return { uri: places.uri(file), range: toRange(places.index(file), range) };
}

export function toTransfers(transfers: readonly ListedTransfer[], fields: readonly FieldSummary[], places: Places, locale: Locale): TransfersResult {
  return {
    transfers: transfers.map(({ country, route, summary, place, fields: carried, ...rest }) => ({
      ...rest,
      country: { code: country.code, name: country.name[locale] },
      route: route[locale],
      summary: summary[locale],
      location: toLocation(place, places),
      fields: carried.map((field) => toTransferField(field, places, locale)),
    })),
    fields: fields.map(({ path, container, name, range, category, level }) => ({
      model: container, name, level, category: categoryName(category)[locale], location: toLocation({ file: path, range }, places),
    })),
  };
}

function toTransferField({ model, name, level, category, declaration, place, hops }: ListedField, places: Places, locale: Locale): TransferField {
  return {
    ...(model === undefined ? {} : { model }),
    name, level, category: category[locale],
    location: toLocation(declaration ?? place, places),
    hops: hops.map(({ location, text }) => ({ ...toLocation(location, places), text: text[locale] })),
  };
}

/** "5 personal fields, 2 sensitive · 3 recipients abroad"; a click leads to the view of transfers, or along the path of the data. */
export function toCodeLens(lens: Lens, { uri, index }: Snapshot, locale: Locale, isLinked: boolean): CodeLens {
  const { kind, name, range, fields, sensitive, recipients, transfer } = lens;
  const sensitiveText = sensitive === 0 ? localized("", "") : localized(`, ${sensitive} sensitive`, `，其中 ${sensitive} 个敏感`);
  const counts = localized(`${fields} personal ${fields === 1 ? "field" : "fields"}${sensitiveText.en}`, `${fields} 个个人信息字段${sensitiveText.zh}`);
  const [only] = recipients;
  const abroad = only === undefined ? undefined
    : recipients.length === 1 ? localized(`${only.name} (${only.country.en})`, `${only.name}（${only.country.zh}）`)
    : localized(`${recipients.length} recipients abroad`, `${recipients.length} 个境外接收方`);
  const joint = kind === "function" ? " → " : " · ";
  const title = abroad === undefined ? counts[locale] : `${counts[locale]}${joint}${abroad[locale]}`;
  const parameters = kind === "model" ? [{ uri, name }] : [uri, toRange(index, transfer ?? range)];
  return { range: toRange(index, range), command: isLinked ? { title, command: lensCommands[kind], arguments: parameters } : { title, command: "" } };
}

export function toInlayHint({ range, category, level }: FieldSummary, index: LineIndex, locale: Locale): InlayHint {
  const { en, zh } = categoryName(category);
  const label = level === "sensitive" ? localized(`${en}, sensitive`, `${zh}，敏感`) : localized(en, zh);
  return { position: index.positionAt(range.end), label: label[locale], paddingLeft: true };
}

export function toPersonalFields(fields: readonly FieldSummary[], { index, clientVersion }: Snapshot, locale: Locale): PersonalFieldsResult {
  return { version: clientVersion, fields: fields.map(({ range, level, category }) => ({ range: toRange(index, range), level, category: categoryName(category)[locale] })) };
}
