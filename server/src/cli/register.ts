import { dataMapReport } from "../report/data-map-html.js";
import { registerReport } from "../report/register-formats.js";
import type { RegisterInput } from "../report/register.js";
import type { Command } from "./arguments.js";
import { type CliContext, exitCodes } from "./context.js";
import { lineIndexes, write } from "./files.js";
import { scanFolders } from "./scan-folders.js";

/** `borderline register` and `borderline map`: every transfer, also those whose findings are silenced. */
export async function register(command: Extract<Command, { kind: "register" | "map" }>, context: CliContext): Promise<number> {
  return scanFolders({ ...command, settings: { unfiltered: true } }, context, ({ reports, summary, targets, error }) => {
    // A register with transfers missing is worse than none.
    if (error !== undefined) return exitCodes.failed;
    const input: RegisterInput = {
      folder: targets.root, locale: command.locale, reports, summary, rules: context.rules, version: context.version, lineIndex: lineIndexes(context),
      ...(summary.exporter === undefined ? {} : { exporter: summary.exporter }),
    };
    write(command.output, [command.kind === "map" ? dataMapReport(input) : registerReport(input, command.format)], context);
    return exitCodes.done;
  });
}
