// A whole scan: readings in batches, then flows, then every file once. Other requests are let in between.
import { setImmediate as turn } from "node:timers/promises";
import { type CancellationToken, throwIfCancelled } from "../base/cancellation.js";
import { isInside } from "../base/paths.js";
import { CompilerUnavailableError } from "../compiler/session.js";
import type { Warmth } from "./cache/warmth.js";
import type { DocumentAnalyzer } from "./document-analysis.js";
import type { EngineSettings, ScanProgress, ScanSummary } from "./engine.js";
import type { FlowFindings, FlowService } from "./flow-service.js";
import type { WorkspaceFolder } from "./folder.js";

/** How many files are read before the thread lets other requests in. */
const filesPerTurn = 64;

export interface VisitOptions {
  readonly folders: readonly WorkspaceFolder[];
  readonly settings: EngineSettings;
  readonly analyzer: DocumentAnalyzer;
  readonly warmth: Warmth;
  /** Undefined where flows are not wanted. */
  flowsOf(folder: WorkspaceFolder): FlowService | undefined;
  readonly onProgress: (progress: ScanProgress) => void;
  readonly token: CancellationToken;
}

/** Visits every file of the folders once flows are known; the visitor returns how many findings a baseline took away. */
export async function visitFiles(options: VisitOptions, visit: (path: string, withFlows: boolean) => number): Promise<ScanSummary> {
  const { folders, settings, analyzer, onProgress, token } = options;
  const started = performance.now();
  const summary = { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 0 };
  onProgress({ phase: "listing", done: 0, total: 0 });
  const listed = folders.flatMap((folder) => folder.listing(token).files);
  const isWanted = (path: string) => settings.scope === undefined || settings.scope.some((target) => isInside(target, path));
  const files = listed.filter(isWanted);
  summary.filesListed = files.length;
  // What an earlier process knew is taken over before anything is read.
  for (const folder of folders) options.flowsOf(folder);
  await readSchemas(files, options);
  const { flowFindings, failure } = followFlows(options);
  summary.flows = flowFindings.reduce((sum, found) => sum + found.flows.filter(({ endpoint, report }) => endpoint.jurisdiction.outsideMainland === true && isWanted(report.file)).length, 0);
  summary.limits = flowFindings.reduce((sum, found) => sum + [...found.limits].flatMap(([path, limits]) => (isWanted(path) ? limits : [])).length, 0);
  let known = 0;
  await inTurns(files, token, (batch) => {
    for (const path of batch) {
      const analysis = analyzer.analyse(path);
      if (analysis === undefined) continue;
      summary.filesRead++;
      summary.fields += analysis.fields.length;
      for (const { classification } of analysis.fields) {
        if (classification.level !== "none") summary.personalFields++;
        if (classification.level === "sensitive") summary.sensitiveFields++;
      }
      known += visit(path, failure === undefined);
    }
  });
  if (failure !== undefined) throw failure;
  keep(options);
  const exporter = folders.map((folder) => folder.config.exporter.name).find((name) => name !== undefined);
  return { ...summary, ...(known === 0 ? {} : { known }), ...(exporter === undefined ? {} : { exporter }), milliseconds: performance.now() - started };
}

/** Reads trees in batches before anything asks for single files. */
async function readSchemas(files: readonly string[], { analyzer, onProgress, token }: VisitOptions): Promise<void> {
  await inTurns(files, token, (batch, done) => {
    onProgress({ phase: "schemas", done, total: files.length });
    analyzer.prefetch(batch);
    for (const path of batch) analyzer.analyse(path);
  });
}

/** Without a compiler the other findings are still told before the scan fails. */
function followFlows({ folders, flowsOf, onProgress, token }: VisitOptions): { readonly flowFindings: readonly FlowFindings[]; readonly failure?: CompilerUnavailableError } {
  try {
    const flowFindings = folders.flatMap((folder) => {
      onProgress({ phase: "program", done: 0, total: 0 });
      return flowsOf(folder)?.findings(token, (done, total) => onProgress({ phase: "flows", done, total })) ?? [];
    });
    return { flowFindings };
  } catch (error) {
    if (!(error instanceof CompilerUnavailableError)) throw error;
    return { flowFindings: [], failure: error };
  }
}

function keep({ folders, settings, warmth, flowsOf }: VisitOptions): void {
  for (const folder of folders) {
    const flows = flowsOf(folder);
    if (flows !== undefined) warmth.end(folder, flows, settings);
  }
}

async function inTurns(files: readonly string[], token: CancellationToken, work: (batch: readonly string[], done: number) => void): Promise<void> {
  for (let done = 0; done < files.length; done += filesPerTurn) {
    throwIfCancelled(token);
    work(files.slice(done, done + filesPerTurn), done);
    await turn();
  }
}
