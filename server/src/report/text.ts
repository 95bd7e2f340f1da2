import { relativeTo } from "../base/paths.js";
import { localized } from "../base/localized.js";
import type { Finding } from "../model/finding.js";
import type { FileReport } from "../workspace/engine.js";
import type { ReportInput } from "./report.js";

/** Colours as functions, so that the report stays pure; identity functions without a terminal. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  gray(text: string): string;
}

export const plain: Palette = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same, gray: same };

const severityText = {
  error: localized("error", "错误"),
  warning: localized("warning", "警告"),
  information: localized("info", "信息"),
  hint: localized("hint", "提示"),
};

/** Findings grouped by file, traces indented below, a summary last. */
export function textReport(input: ReportInput, palette: Palette = plain): string {
  const blocks = input.reports.filter((report) => report.findings.length + report.limits.length > 0).map((report) => fileBlock(report, input, palette));
  return [...blocks, summaryBlock(input, palette)].join("\n\n") + "\n";
}

function fileBlock(report: FileReport, input: ReportInput, palette: Palette): string {
  const index = input.lineIndex(report.path);
  const rows = report.findings.map((finding) => {
    const at = index.positionAt(finding.range.start);
    return { finding, place: `${at.line + 1}:${at.character + 1}`, severity: severityText[finding.severity][input.locale] };
  });
  const placeWidth = Math.max(0, ...rows.map((row) => row.place.length));
  const severityWidth = Math.max(0, ...rows.map((row) => displayWidth(row.severity)));
  const lines = rows.flatMap((row) => [
    `  ${palette.gray(row.place.padStart(placeWidth))}  ${paint(row.finding, row.severity + " ".repeat(severityWidth - displayWidth(row.severity)), palette)}  ${row.finding.message[input.locale]}  ${palette.dim(row.finding.rule)}`,
    ...relatedLines(row.finding, input, placeWidth + 4).map((line) => palette.dim(line)),
  ]);
  const limits = report.limits.map((limit) => {
    const at = input.lineIndex(limit.location.file).positionAt(limit.location.range.start);
    return palette.dim(`  ${at.line + 1}:${at.character + 1}  ${limit.text[input.locale]}`);
  });
  return [palette.bold(relativeTo(input.folder, report.path)), ...lines, ...limits].join("\n");
}

function relatedLines(finding: Finding, input: ReportInput, indent: number): string[] {
  if (finding.data.kind !== "flow") return [];
  return finding.related.map((related) => {
    const at = input.lineIndex(related.location.file).positionAt(related.location.range.start);
    return `${" ".repeat(indent)}↳ ${relativeTo(input.folder, related.location.file)}:${at.line + 1}:${at.character + 1}  ${related.text[input.locale]}`;
  });
}

function summaryBlock(input: ReportInput, palette: Palette): string {
  const { summary } = input;
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const report of input.reports) for (const finding of report.findings) counts[finding.severity]++;
  const known = summary.known ?? 0;
  const seconds = (summary.milliseconds / 1000).toFixed(1);
  const text = localized(
    `${count(summary.filesRead, "file")}, ${count(summary.fields, "field")}: ${summary.personalFields} personal, ${summary.sensitiveFields} of them sensitive; ${count(summary.flows, "transfer")}.\n` +
      `${count(counts.error, "error")}, ${count(counts.warning, "warning")}, ${count(counts.information, "info")}, ${count(counts.hint, "hint")} in ${seconds} s.${summary.limits > 0 ? ` Analysis stopped early at ${count(summary.limits, "place")}.` : ""}${known > 0 ? ` ${count(known, "known finding")} left out by the baseline.` : ""}`,
    `${summary.filesRead} 个文件，${summary.fields} 个字段：个人信息 ${summary.personalFields} 个，其中敏感 ${summary.sensitiveFields} 个；出境传输 ${summary.flows} 处。\n` +
      `错误 ${counts.error}，警告 ${counts.warning}，信息 ${counts.information}，提示 ${counts.hint}，用时 ${seconds} 秒。${summary.limits > 0 ? `有 ${summary.limits} 处提前停止分析。` : ""}${known > 0 ? `基线已知的 ${known} 条结果未列出。` : ""}`,
  )[input.locale];
  const [first = "", ...rest] = text.split("\n");
  return [palette.bold(first), ...rest].join("\n");
}

function paint(finding: Finding, text: string, palette: Palette): string {
  if (finding.severity === "error") return palette.red(text);
  if (finding.severity === "warning") return palette.yellow(text);
  return finding.severity === "information" ? palette.blue(text) : palette.gray(text);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Columns on a terminal: Chinese characters take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}

function same(text: string): string {
  return text;
}
