// One package of a monorepo, scanned by itself: dependencies are known by the summaries their own scans left.
import { decodeText } from "../../base/decode.js";
import { localized, type Localized } from "../../base/localized.js";
import type { WorkspaceHost } from "../host.js";
import { readSummary, type FlowSummary } from "./format.js";
import { closureOf, monorepoOf } from "./monorepo.js";
import { packageHost } from "./package-host.js";

export { defaultSummaryFile, writeSummary, type FlowSummary } from "./format.js";

export interface PackageScan {
  /** Folder to open: the monorepo's, so that its configuration counts and paths are those of a scan of the whole. */
  readonly root: string;
  readonly name: string;
  readonly host: WorkspaceHost;
  /** Dependencies whose summary is not there, or not readable. */
  readonly notes: readonly Localized[];
}

/** `file` is where summaries lie, below each package. Undefined where the folder is no package. */
export function packageScan(folder: string, file: string, disk: WorkspaceHost): PackageScan | undefined {
  const monorepo = monorepoOf(folder, disk);
  const [own, ...dependencies] = closureOf(folder, monorepo);
  if (own === undefined) return undefined;
  const summaries = new Map<string, FlowSummary>();
  const notes: Localized[] = [];
  for (const { name, root } of dependencies) {
    const bytes = disk.readFile(`${root}/${file}`);
    const { summary, message } = bytes === undefined ? { message: localized("has not been written yet", "尚未写入") } : readSummary(decodeText(bytes).text);
    if (summary !== undefined) summaries.set(root, summary);
    else if (message !== undefined) notes.push(localized(`the flow summary of ${name} ${message.en}: data is not followed through it. Scan ${name} first.`, `${name} 的数据流摘要${message.zh}：不追踪经过它的数据。请先扫描 ${name}。`));
  }
  return { root: monorepo.root, name: own.name, host: packageHost(disk, { monorepo, folder, summaries }), notes };
}
