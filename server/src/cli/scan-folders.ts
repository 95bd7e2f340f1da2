import type { Locale } from "../base/localized.js";
import type { EngineSettings, FileReport, ScanSummary } from "../workspace/engine.js";
import type { SummarisingEngine } from "../workspace/local-engine.js";
import type { CliContext } from "./context.js";
import { absolute, failed, missingPath, resolveTargets, type Targets } from "./files.js";
import { ProgressLine } from "./progress.js";

export interface ScanRequest {
  readonly paths: readonly string[];
  readonly locale: Locale;
  readonly quiet: boolean;
  readonly cacheDirectory?: string | false;
  readonly settings: EngineSettings;
}

export interface Scanned {
  readonly engine: SummarisingEngine;
  readonly targets: Targets;
  /** Ordered by path. */
  readonly reports: readonly FileReport[];
  readonly summary: ScanSummary;
  /** What stopped the scan before its end. */
  readonly error?: unknown;
}

/** Opens what the paths name, scans it and hands the results on with the engine still open. Answers with an exit code. */
export async function scanFolders(request: ScanRequest, context: CliContext, then: (scanned: Scanned) => Promise<number> | number): Promise<number> {
  const targets = resolveTargets(request.paths, context);
  if ("missing" in targets) return missingPath(targets.missing, request.locale, context);
  return scanTargets(targets, context.createEngine(), request, context, then);
}

/** Scans with an engine that is closed at the end. */
export async function scanTargets(targets: Targets, engine: SummarisingEngine, request: ScanRequest, context: CliContext, then: (scanned: Scanned) => Promise<number> | number): Promise<number> {
  engine.onLog((line) => context.err(`borderline: ${line}\n`));
  try {
    const scanned = await scan(engine, targets, request, context);
    const code = await then(scanned);
    return scanned.error === undefined ? code : failed(scanned.error, request.locale, context);
  } catch (error) {
    return failed(error, request.locale, context);
  } finally {
    await engine.close();
  }
}

function cacheSetting(directory: string | false | undefined, context: CliContext): Pick<EngineSettings, "cache"> {
  const { cache } = context;
  if (cache === undefined || directory === false) return {};
  return { cache: directory === undefined ? cache : { ...cache, directory: absolute(directory, context) } };
}

/** What was found before an exception is still handed on. */
async function scan(engine: SummarisingEngine, targets: Targets, { settings, quiet, locale, cacheDirectory }: ScanRequest, context: CliContext): Promise<Scanned> {
  const reports: FileReport[] = [];
  const progress = new ProgressLine(context.progressStream, locale);
  let summary: ScanSummary = { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 0 };
  let failure: { readonly error: unknown } | undefined;
  try {
    await engine.open(targets.folders, { scope: targets.scope, ...settings, ...cacheSetting(cacheDirectory, context) });
    summary = await engine.scan((report) => reports.push(report), (step) => {
      if (!quiet) progress.update(step);
    });
  } catch (error) {
    failure = { error };
  }
  progress.done();
  reports.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { engine, targets, reports, summary, ...failure };
}
