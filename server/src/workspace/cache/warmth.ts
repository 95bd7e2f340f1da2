// Warm starts: an engine takes over what the last one of the same build left for the same folder, and leaves its own.
import type { DocumentAnalyzer } from "../document-analysis.js";
import type { EngineSettings } from "../engine.js";
import type { FlowService } from "../flow-service.js";
import type { WorkspaceFolder } from "../folder.js";
import type { WorkspaceHost } from "../host.js";
import type { TextStore } from "../texts.js";
import { diskCache } from "./disk-cache.js";
import { type MemoryPlace, recall, remember } from "./memory.js";

export interface WarmthOptions {
  readonly host: WorkspaceHost;
  readonly texts: TextStore;
  readonly analyzer: DocumentAnalyzer;
}

export class Warmth {
  readonly #options: WarmthOptions;

  constructor(options: WarmthOptions) {
    this.#options = options;
  }

  /** Before a folder's flows are asked for. */
  begin(folder: WorkspaceFolder, flows: FlowService, settings: EngineSettings): void {
    const place = this.#place(folder, settings);
    const recollection = place === undefined ? undefined : recall(place);
    if (recollection === undefined) return;
    this.#options.analyzer.adopt(recollection.schemas);
    if (recollection.flows !== undefined) flows.recall(recollection.flows, recollection.changed);
  }

  /** After a whole scan. */
  end(folder: WorkspaceFolder, flows: FlowService, settings: EngineSettings): void {
    const place = this.#place(folder, settings);
    const memory = place === undefined ? undefined : flows.memory();
    if (place !== undefined && memory !== undefined) remember(place, { ...memory, schemas: this.#options.analyzer.schemas() });
  }

  #place(folder: WorkspaceFolder, settings: EngineSettings): MemoryPlace | undefined {
    const { host, texts } = this.#options;
    const { cache, profile, exclude, scope, maxFileLength } = settings;
    if (cache === undefined || host.isDisk !== true) return undefined;
    return { cache: diskCache(cache.directory), build: cache.build, folder, texts, host, settings: JSON.stringify({ profile, exclude, scope, maxFileLength }) };
  }
}
