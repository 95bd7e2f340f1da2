import { LineIndex } from "../base/line-index.js";
import { localized } from "../base/localized.js";
import { relativeTo, normalisePath } from "../base/paths.js";
import type { Command } from "./arguments.js";
import { type CliContext, exitCodes } from "./context.js";
import { absolute, failed, missingPath, readText, usage, workspaceOf } from "./files.js";

/** `borderline explain <file>:<line>`: all that is known about a line. */
export async function explain(command: Extract<Command, { kind: "explain" }>, context: CliContext): Promise<number> {
  const { locale } = command;
  const file = absolute(command.file, context);
  const text = readText(file, context);
  if (text === undefined) return missingPath(command.file, locale, context);
  const index = new LineIndex(text);
  if (command.line < 1 || command.line > index.lineCount) {
    const lines = `${index.lineCount} line${index.lineCount === 1 ? "" : "s"}`;
    return usage(localized(`${command.file} has ${lines}.`, `${command.file} 共 ${index.lineCount} 行。`)[locale], context);
  }
  const engine = context.createEngine();
  engine.onLog((line) => context.err(`borderline: ${line}\n`));
  try {
    await engine.open([workspaceOf(file, context)], { flows: command.flows });
    const start = index.lineStart(command.line - 1);
    const end = command.line < index.lineCount ? index.lineStart(command.line) - 1 : text.length;
    for (const explanation of await engine.explain(file, { start, end })) {
      const at = index.positionAt(explanation.location.range.start);
      const place = `${relativeTo(normalisePath(context.currentDirectory), file)}:${at.line + 1}:${at.character + 1}`;
      context.out(`${place}  ${explanation.title[locale]}\n${explanation.lines.map((line) => `  ${line[locale]}\n`).join("")}`);
    }
    return exitCodes.done;
  } catch (error) {
    return failed(error, locale, context);
  } finally {
    await engine.close();
  }
}
