import { encodeLike } from "../base/encode.js";
import { localized, type Locale } from "../base/localized.js";
import { normalisePath, relativeTo } from "../base/paths.js";
import type { Fix, RuleMetadata } from "../model/finding.js";
import type { Palette } from "../report/text.js";
import type { Command, FixOptions } from "./arguments.js";
import { type CliContext, exitCodes } from "./context.js";
import { readText } from "./files.js";
import { type FixOutcome, runFixes } from "./fix-rounds.js";
import { scanFolders } from "./scan-folders.js";
import { unifiedDiff } from "./unified-diff.js";

/** `borderline fix`: shows what the fixes would change, or changes it. */
export async function fix(command: Extract<Command, { kind: "fix" }>, context: CliContext): Promise<number> {
  const settings = { flows: command.flows, ...(command.reason === undefined ? {} : { reason: command.reason }) };
  return scanFolders({ ...command, settings }, context, async ({ engine, reports, error }) => {
    if (error !== undefined) return exitCodes.failed;
    const texts = new Map<string, string | undefined>();
    const outcome = await runFixes({
      engine, files: reports.filter((report) => report.findings.length > 0).map((report) => report.path),
      readText: (path) => {
        if (!texts.has(path)) texts.set(path, readText(path, context));
        return texts.get(path);
      },
      select: (fixes) => selected(fixes, command, context.rules),
    });
    return command.apply ? apply(outcome, command.locale, context) : preview(outcome, command.locale, context);
  });
}

/**
 * Named fixes, or the preferred fix of each finding. Without any name only those are meant that put right what is written for us:
 * misspelt words, dead suppressions. To say that a field is personal, or to change what is sent, somebody has to ask for it.
 */
function selected(fixes: readonly Fix[], { rules, fixes: ids }: FixOptions, metadata: readonly RuleMetadata[]): readonly Fix[] {
  const harmless = new Set(metadata.filter(({ scope }) => scope === "annotation" || scope === "config").map(({ id }) => id));
  const done = new Set<string>();
  return fixes.filter((one) => {
    const isNamed = ids.length > 0 ? ids.includes(one.id) : one.isPreferred && one.kind === "quickfix";
    const isMeant = rules.length > 0 ? rules.includes(one.rule) : ids.length > 0 || harmless.has(one.rule);
    if (!isNamed || !isMeant) return false;
    // One fix a finding: where several of a kind are offered, the first is the likeliest.
    const key = one.finding ?? `${one.id} ${one.edits.map(({ file }) => file).join(" ")}`;
    if (done.has(key)) return false;
    done.add(key);
    return true;
  });
}

function preview(outcome: FixOutcome, locale: Locale, context: CliContext): number {
  const folder = normalisePath(context.currentDirectory);
  for (const { path, before, after } of outcome.changed) context.out(coloured(unifiedDiff(relativeTo(folder, path).replace(/^\//, ""), before, after), context.palette));
  context.err(`${summary(outcome, locale)}${outcome.changed.length === 0 ? "" : localized(" Write them with --apply.", "使用 --apply 写入。")[locale]}\n`);
  return exitCodes.done;
}

function coloured(text: string, palette: Palette): string {
  return text.split("\n").map((line) => {
    if (line.startsWith("+++") || line.startsWith("---")) return palette.bold(line);
    if (line.startsWith("@@")) return palette.blue(line);
    return line.startsWith("+") ? palette.green(line) : line.startsWith("-") ? palette.red(line) : line;
  }).join("\n");
}

/** Everything is checked before the first file is written: what changed on disk since it was read is not overwritten. */
function apply(outcome: FixOutcome, locale: Locale, context: CliContext): number {
  const folder = normalisePath(context.currentDirectory);
  const writes: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  for (const { path, before, after } of outcome.changed) {
    const name = relativeTo(folder, path);
    const original = context.statPath(path) === undefined ? undefined : context.readBytes(path);
    if (before !== readText(path, context)) return refuse(localized(`${name} has changed meanwhile; nothing was written.`, `${name} 在此期间已被修改，未写入任何文件。`)[locale], context);
    const bytes = original === undefined ? new TextEncoder().encode(after) : encodeLike(original, after);
    if (bytes === undefined) return refuse(localized(`${name} is not valid UTF-8; nothing was written.`, `${name} 不是有效的 UTF-8，未写入任何文件。`)[locale], context);
    writes.push({ path, bytes });
  }
  for (const { path, bytes } of writes) {
    context.writeFile(path, bytes);
    context.out(`${relativeTo(folder, path)}\n`);
  }
  context.err(`${summary(outcome, locale)}\n`);
  return exitCodes.done;
}

function refuse(message: string, context: CliContext): number {
  context.err(`borderline: ${message}\n`);
  return exitCodes.failed;
}

function summary({ changed, applied, offered }: FixOutcome, locale: Locale): string {
  const list = (counts: ReadonlyMap<string, number>): string => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => `${id} (${count})`).join(locale === "zh" ? "、" : ", ");
  if (changed.length > 0) {
    const total = [...applied.values()].reduce((sum, count) => sum + count, 0);
    return localized(`${plural(total, "fix", "fixes")} in ${plural(changed.length, "file", "files")}: ${list(applied)}.`, `${changed.length} 个文件，${total} 处修复：${list(applied)}。`)[locale];
  }
  const others = offered.size === 0 ? localized("", "") : localized(` Offered by name (--fix): ${list(offered)}.`, `可用 --fix 指定：${list(offered)}。`);
  return localized(`Nothing to fix.${others.en}`, `没有可修复的内容。${others.zh}`)[locale];
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
