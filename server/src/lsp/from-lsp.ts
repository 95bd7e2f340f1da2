// From the protocol's terms to the engine's. to-lsp.ts is its counterpart.
import type { CancellationToken as ProtocolToken, ClientCapabilities, InitializeParams, Range } from "vscode-languageserver";
import type { TextRange } from "../base/range.js";
import type { Severity } from "../model/finding.js";
import type { EngineSettings } from "../workspace/engine.js";
import { CancellationSource } from "../workspace/remote/cancellation.js";
import type { Documents } from "./documents.js";
import type { InitializationOptions } from "./protocol.js";
import { pathOfUri } from "./uris.js";

/** What the client can do, as far as the server cares. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly resolveEdits: boolean;
  readonly createFiles: boolean;
  /** Shows changes that ask for it before they are made. */
  readonly annotatesChanges: boolean;
  readonly asksForReasons: boolean;
  readonly pullsWorkspace: boolean;
  readonly showsStatus: boolean;
  readonly showsViews: boolean;
  readonly refreshCodeLenses: boolean;
  readonly refreshInlayHints: boolean;
}

export function clientFeatures(capabilities: ClientCapabilities, options: InitializationOptions): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    resolveEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true && textDocument.codeAction.dataSupport === true,
    createFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes("create") === true,
    annotatesChanges: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    asksForReasons: options.asksForReasons === true,
    showsStatus: options.showsStatus === true,
    showsViews: options.showsViews === true,
    refreshCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    pullsWorkspace: options.workspaceDiagnostics !== false,
  };
}

export function initializationOptions(params: InitializeParams): InitializationOptions {
  return isRecord(params.initializationOptions) ? (params.initializationOptions as InitializationOptions) : {};
}

/** Folders of the workspace as paths; folders that are no files are left out. */
export function folderPaths(params: InitializeParams): readonly string[] {
  const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return uris.flatMap((uri) => pathOfUri(uri) ?? []);
}

export function fromRange(documents: Documents, path: string, range: Range): TextRange | undefined {
  const start = documents.offsetAt(path, range.start);
  const end = documents.offsetAt(path, range.end);
  return start === undefined || end === undefined ? undefined : { start: Math.min(start, end), end: Math.max(start, end) };
}

export function fromToken(token: ProtocolToken): CancellationSource {
  const source = new CancellationSource();
  if (token.isCancellationRequested) source.cancel();
  else token.onCancellationRequested(() => source.cancel());
  return source;
}

export interface ServerSettings {
  readonly engine: EngineSettings;
  /** What is checked without being asked: what is open, or everything. */
  readonly scope: "openFiles" | "workspace";
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether answers are kept on disk for the next start. */
  readonly cache: boolean;
}

const severities: readonly string[] = ["error", "warning", "information", "hint", "off"] satisfies Severity[];

/** Settings as the client holds them (`borderline.*`). Values of the wrong type count as absent. */
export function fromSettings(value: unknown): ServerSettings {
  const settings = isRecord(value) ? value : {};
  const analysis = isRecord(settings["analysis"]) ? settings["analysis"] : {};
  const { profile, exclude, severity, enable, codeLens, inlayHints } = settings;
  const { depth, scope, maxFileLength, cache } = analysis;
  return {
    engine: {
      ...(profile === "current" || profile === "conservative" ? { profile } : {}),
      ...(Array.isArray(exclude) ? { exclude: exclude.filter((glob) => typeof glob === "string") } : {}),
      ...(isRecord(severity) ? { severity: severityMap(severity) } : {}),
      ...(typeof maxFileLength === "number" && maxFileLength > 0 ? { maxFileLength } : {}),
      enabled: enable !== false,
      flows: depth !== "schemas",
    },
    scope: scope === "workspace" ? "workspace" : "openFiles",
    codeLens: codeLens !== false,
    inlayHints: inlayHints === true,
    cache: cache !== false,
  };
}

function severityMap(value: Record<string, unknown>): Readonly<Record<string, Severity>> {
  return Object.fromEntries(Object.entries(value).filter(([, level]) => typeof level === "string" && severities.includes(level))) as Record<string, Severity>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
