// Commands any client can run by name, for editors without our extension.
import { answer } from "../handler.js";
import { serverCommands, type ExplainParams } from "../protocol.js";
import type { Feature } from "../session.js";
import { explainAt } from "./explain.js";
import type { scanFeature } from "./scan.js";

export function commands(scan: ReturnType<typeof scanFeature>): Feature {
  return {
    register(session) {
      session.connection.onExecuteCommand((params, token, progress) =>
        answer<unknown>(session, token, null, async (cancellation) => {
          if (params.command === serverCommands.scan) return scan.run(session, cancellation, progress);
          const [where] = (params.arguments ?? []) as readonly (ExplainParams | undefined)[];
          if (params.command === serverCommands.explain && where?.textDocument !== undefined && where.range !== undefined) return explainAt(session, where, cancellation);
          return null;
        }),
      );
    },
    capabilities: () => ({ executeCommandProvider: { commands: Object.values(serverCommands), workDoneProgress: true } }),
  };
}
