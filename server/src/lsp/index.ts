// The language server over one connection: collects the features and answers `initialize`.
import { PositionEncodingKind, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities } from "vscode-languageserver";
import type { EngineSettings } from "../workspace/engine.js";
import { codeLens } from "./features/code-lens.js";
import { codeActions } from "./features/code-actions.js";
import { commands } from "./features/commands.js";
import { completion } from "./features/completion.js";
import { declare } from "./features/declare.js";
import { definition } from "./features/definition.js";
import { explain } from "./features/explain.js";
import { hover } from "./features/hover.js";
import { inlayHints } from "./features/inlay-hints.js";
import { personalFields } from "./features/personal-fields.js";
import { pullDiagnostics } from "./features/pull-diagnostics.js";
import { pushDiagnostics } from "./features/push-diagnostics.js";
import { scanFeature } from "./features/scan.js";
import { Status } from "./features/status.js";
import { survey } from "./features/survey.js";
import { sync } from "./features/sync.js";
import { readSettings, workspace } from "./features/workspace.js";
import { clientFeatures, folderPaths, fromSettings, initializationOptions } from "./from-lsp.js";
import { Session, type Feature, type ServerEngine } from "./session.js";
import type { ReadFile } from "./texts.js";

export interface ServerOptions {
  readonly engine: ServerEngine;
  readonly readFile: ReadFile;
  readonly version: string;
  /** Tests set 0; people type with pauses shorter than this. */
  readonly idleMilliseconds?: number;
  readonly cache?: NonNullable<EngineSettings["cache"]>;
}

/** Serves one client; the caller calls `listen` on the connection afterwards. */
export function startServer(connection: Connection, { engine, readFile, version, idleMilliseconds = 120, ...rest }: ServerOptions): void {
  const session = new Session(connection, { engine, readFile, idleMilliseconds, ...rest });
  const status = new Status();
  const scan = scanFeature(status);
  // Order matters where several listen to one event: text first, then what is said about it.
  const features: readonly Feature[] = [sync, workspace, pushDiagnostics, pullDiagnostics, scan, hover, completion, definition, declare, codeActions, explain, commands(scan), codeLens, inlayHints, personalFields, survey, status.feature];
  for (const feature of features) feature.register(session);

  connection.onInitialize((params) => initialize(session, features, params, version));
  connection.onInitialized(() => {
    session.ready = open(session).catch((error: unknown) => session.logError(error));
    session.inBackground(session.ready.then(() => startAll(session, features)));
  });
  connection.onShutdown(() => engine.close());
}

function initialize(session: Session, features: readonly Feature[], params: InitializeParams, version: string): InitializeResult {
  const options = initializationOptions(params);
  session.client = clientFeatures(params.capabilities, options);
  session.useLocale(params.locale);
  session.folders = folderPaths(params);
  session.settings = fromSettings(options.settings);
  const capabilities = features.reduce<ServerCapabilities>((all, feature) => ({ ...all, ...feature.capabilities?.(session) }), {});
  return { serverInfo: { name: "borderline", version }, capabilities: { positionEncoding: PositionEncodingKind.UTF16, ...capabilities } };
}

async function open(session: Session): Promise<void> {
  if (session.client.configuration) session.settings = await readSettings(session, undefined);
  await session.reopen();
}

async function startAll(session: Session, features: readonly Feature[]): Promise<void> {
  for (const feature of features) await feature.start?.(session);
}
