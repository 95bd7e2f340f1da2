// The command line: words in, an exit code out. All analysis is the engine's.
import { localized } from "../base/localized.js";
import { parseCommand } from "./arguments.js";
import { type CliContext, exitCodes } from "./context.js";
import { explain } from "./explain.js";
import { fix } from "./fix.js";
import { help } from "./help.js";
import { register } from "./register.js";
import { scan } from "./scan.js";

/** Runs one command and answers with the exit code. */
export async function run(context: CliContext): Promise<number> {
  const command = parseCommand(context.words, context.environment, context.rules.map(({ id }) => id));
  switch (command.kind) {
    case "help":
      context.out(help[command.locale]);
      return exitCodes.done;
    case "version":
      context.out(`${context.version}\n`);
      return exitCodes.done;
    case "usage-error":
      context.err(`borderline: ${command.message[command.locale]}\n${localized("Try: borderline help", "参见：borderline help")[command.locale]}\n`);
      return exitCodes.usage;
    case "lsp":
      await context.startLanguageServer(command.arguments);
      return exitCodes.done;
    case "scan": return scan(command, context);
    case "register": case "map": return register(command, context);
    case "fix": return fix(command, context);
    case "explain": return explain(command, context);
  }
}
