// `borderline scan --summaries`: one package of a monorepo, so that a task runner can spread the work and keep its results.
import { dirname } from "../base/paths.js";
import { localized } from "../base/localized.js";
import { packageScan, writeSummary } from "../workspace/summaries/index.js";
import { type CliContext, exitCodes } from "./context.js";
import { absolute, usage } from "./files.js";
import { scanTargets, type Scanned, type ScanRequest } from "./scan-folders.js";

/** Scans the package and writes its summary; dependencies without one are told. */
export async function scanPackage(file: string, request: ScanRequest, context: CliContext, then: (scanned: Scanned, context: CliContext) => Promise<number> | number): Promise<number> {
  const folder = absolute(request.paths[0] ?? ".", context);
  const scan = packageScan(folder, file, context.host);
  if (scan === undefined) return usage(localized(`${request.paths[0] ?? folder}: no package.json with a name there`, `${request.paths[0] ?? folder}：没有带名称的 package.json`)[request.locale], context);
  for (const note of scan.notes) context.err(`borderline: ${note[request.locale]}\n`);
  // The task runner keeps results; reports count lines in the texts that were scanned.
  const { host } = scan;
  const inside: CliContext = { ...context, statPath: (path) => host.stat(path)?.kind, readBytes: (path) => host.readFile(path) };
  const targets = { folders: [scan.root], root: scan.root, scope: [folder] };
  return scanTargets(targets, context.createEngine(host), { ...request, cacheDirectory: false }, inside, (scanned) => {
    const summary = scanned.error === undefined ? scanned.engine.flowSummary(scan.name, folder) : undefined;
    if (summary === undefined) return exitCodes.failed;
    const path = `${folder}/${file}`;
    context.makeFolder(dirname(path));
    context.writeFile(path, [writeSummary(summary)]);
    return then(scanned, inside);
  });
}
