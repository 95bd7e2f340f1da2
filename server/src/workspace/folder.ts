import { neverCancelled, type CancellationToken } from "../base/cancellation.js";
import { localized } from "../base/localized.js";
import { isInside, joinPath, normalisePath } from "../base/paths.js";
import type { Problem } from "../base/problem.js";
import { range } from "../base/range.js";
import { configurationProblemPrefix, type ConfigurationReading, type KnownNames, readConfiguration } from "../configuration/index.js";
import { type BorderlineConfig, defaultConfig } from "../model/config.js";
import type { Severity } from "../model/finding.js";
import { categoryGroupChoices, categoryIds } from "../catalog/names.js";
import { recipientChoices } from "../catalog/sdks.js";
import { ruleMetadata } from "../rules/index.js";
import { type BaselineReading, readBaseline } from "./baseline.js";
import type { EngineSettings } from "./engine.js";
import { Environment, environmentFiles, type EnvironmentEntry } from "./environment.js";
import { configurationName, fileKind, isDeclarationFile } from "./file-kinds.js";
import type { WorkspaceHost } from "./host.js";
import { excluder, type Listing, leadsInside, listFiles } from "./listing.js";
import type { TextStore } from "./texts.js";

/** One workspace folder: its configuration (last good one), what it holds, what is left out. */
export class WorkspaceFolder {
  readonly path: string;
  readonly #texts: TextStore;
  readonly #host: WorkspaceHost;
  #settings: EngineSettings;
  #config: BorderlineConfig = defaultConfig;
  #configProblems: readonly Problem[] = [];
  #configText: string | undefined;
  #stated: BorderlineConfig | undefined = defaultConfig;
  #lastGood: ConfigurationReading["valid"];
  #listing: Listing | undefined;
  #baseline: { readonly file: string; readonly text: string | undefined; readonly reading: BaselineReading } | undefined;
  #given: { readonly list: readonly string[]; readonly set: ReadonlySet<string> } | undefined;
  #isBare = false;
  #excluder: ((path: string, isDirectory: boolean) => boolean) | undefined;

  constructor(path: string, texts: TextStore, host: WorkspaceHost, settings: EngineSettings) {
    this.path = path;
    this.#texts = texts;
    this.#host = host;
    this.#settings = settings;
    this.reloadConfiguration();
  }

  get configFile(): string {
    return `${this.path}/${configurationName}`;
  }

  get config(): BorderlineConfig {
    return this.#config;
  }

  /** What the present text says by itself, without values of an earlier one whose places are no places of it; undefined while it is broken. */
  get statedConfig(): BorderlineConfig | undefined {
    return this.#stated;
  }

  get configProblems(): readonly Problem[] {
    const { message } = this.#readBaseline();
    if (message === undefined || this.#settings.baseline !== undefined) return this.#configProblems;
    const line = /^baseline[ \t]*:[ \t]*/m.exec(this.#configText ?? "");
    const start = (line?.index ?? 0) + (line?.[0].length ?? 0);
    const length = /^[^\r\n]*/.exec((this.#configText ?? "").slice(start))?.[0].length ?? 0;
    return [...this.#configProblems, { code: `${configurationProblemPrefix}baseline`, range: range(start, start + length), severity: "error", message }];
  }

  /** A variable as the .env files above a file set it. */
  readEnv(name: string, from: string): EnvironmentEntry | undefined {
    return new Environment(this.#texts, environmentFiles(this.path, this.listing().files), this.#config.environment).lookup(name, from);
  }

  /** borderline.yaml wins over the editor's settings. */
  get severity(): Readonly<Record<string, Severity>> {
    return this.isUnfiltered ? {} : { ...this.#settings.severity, ...this.#config.severity };
  }

  /** Nothing is hidden: neither by suppressions nor by severities or baselines. */
  get isUnfiltered(): boolean {
    return this.#isBare || this.#settings.unfiltered === true;
  }

  /** Does work to which nothing is hidden, as a register wants it. */
  unfiltered<T>(work: () => T): T {
    this.#isBare = true;
    try {
      return work();
    } finally {
      this.#isBare = false;
    }
  }

  get profile(): BorderlineConfig["profile"] {
    return this.#configText !== undefined && /^profile\s*:/m.test(this.#configText) ? this.#config.profile : (this.#settings.profile ?? this.#config.profile);
  }

  set settings(settings: EngineSettings) {
    this.#settings = settings;
    this.forgetListing();
  }

  /** Reads borderline.yaml again. A broken one leaves the last good configuration in force. Returns whether anything changed. */
  reloadConfiguration(): boolean {
    const isOurs = this.#texts.isOpen(this.configFile) || leadsInside(this.configFile, this.path, this.#host);
    const text = isOurs ? this.#texts.read(this.configFile)?.text : undefined;
    if (text === this.#configText) return false;
    this.#configText = text;
    if (text === undefined) {
      this.#config = defaultConfig;
      this.#lastGood = undefined;
      this.#stated = defaultConfig;
      this.#configProblems = [];
    } else {
      const { config, problems, valid, stated } = readConfiguration(text, knownNames(), this.#lastGood);
      this.#configProblems = problems;
      this.#lastGood = valid ?? this.#lastGood;
      this.#stated = stated;
      if (config !== undefined) this.#config = config;
    }
    this.forgetListing();
    return true;
  }

  /** Absolute path of the file of known findings, where one is configured. */
  get baselineFile(): string | undefined {
    const file = this.#config.baseline;
    return file === undefined ? undefined : joinPath(this.path, normalisePath(file));
  }

  /** Fingerprints that are not reported; none while the file is missing or broken, which is a problem of the configuration. */
  get baseline(): ReadonlySet<string> {
    const { baseline } = this.#settings;
    if (this.isUnfiltered) return new Set();
    if (baseline === undefined) return this.#readBaseline().fingerprints ?? new Set();
    if (baseline !== false && this.#given?.list !== baseline) this.#given = { list: baseline, set: new Set(baseline) };
    return baseline === false ? new Set() : (this.#given?.set ?? new Set());
  }

  holds(path: string): boolean {
    return isInside(this.path, path);
  }

  /** Whether findings about this path are wanted at all. */
  isExcluded(path: string): boolean {
    if (path.includes("/node_modules/")) return true;
    this.#excluder ??= excluder(this.path, this.#exclude(), this.#config.include);
    if (this.#excluder(path, false)) return true;
    return false;
  }

  /** Whether the path is among the files known so far; a new one changes the plan of programs. */
  isListed(path: string): boolean {
    return this.listing().files.includes(path);
  }

  listing(token: CancellationToken = neverCancelled): Listing {
    this.#listing ??= this.#withUnsaved(listFiles(this.path, this.#host, { exclude: this.#exclude(), include: this.#config.include, token }));
    return this.#listing;
  }

  prismaFiles(): readonly string[] {
    return this.listing().files.filter((path) => fileKind(path) === "prisma");
  }

  /** Schemas whose findings may differ after a change of this file: a datasource speaks of the models beside it, and of a variable. */
  schemasAfter(path: string): readonly string[] {
    return ["prisma", "environment"].includes(fileKind(path) ?? "") ? this.prismaFiles().filter((file) => file !== path) : [];
  }

  /** Whether the file came, went, or was never listed. A new document that is open counts as there before it is saved. */
  changesWith(path: string): boolean {
    const isSaved = this.#host.stat(path) !== undefined;
    const wasListed = this.isListed(path);
    if (!isSaved && wasListed !== this.#texts.isOpen(path)) this.forgetListing();
    return !wasListed || (!isSaved && !this.#texts.isOpen(path));
  }

  /** Open documents that are not on the disk yet belong to the folder as much as the others. */
  #withUnsaved(listing: Listing): Listing {
    const unsaved = this.#texts.openDocuments().map(({ path }) => path)
      .filter((path) => this.holds(path) && fileKind(path) !== undefined && !isDeclarationFile(path) && this.#host.stat(path) === undefined && !this.isExcluded(path));
    return unsaved.length === 0 ? listing : { ...listing, files: [...listing.files, ...unsaved].sort() };
  }

  forgetListing(): void {
    this.#listing = undefined;
    this.#excluder = undefined;
  }

  /** The file's text is cached by the store, its meaning here. A file outside the folder is not read. */
  #readBaseline(): BaselineReading {
    const file = this.baselineFile;
    if (file === undefined) return {};
    if (!isInside(this.path, file)) return { message: localized("The baseline lies outside the workspace folder.", "基线文件位于工作区文件夹之外。") };
    const text = this.#texts.read(file)?.text;
    if (this.#baseline?.file !== file || this.#baseline.text !== text) this.#baseline = { file, text, reading: readBaseline(text) };
    return this.#baseline.reading;
  }

  #exclude(): readonly string[] {
    return [...(this.#settings.exclude ?? []), ...this.#config.exclude];
  }
}

/** Of folders inside each other, the one nearest to a path counts. */
export function innermostFolder(folders: readonly WorkspaceFolder[], path: string): WorkspaceFolder | undefined {
  return folders.filter((folder) => folder.holds(path)).reduce<WorkspaceFolder | undefined>((best, folder) => (best === undefined || folder.path.length > best.path.length ? folder : best), undefined);
}

/** What borderline.yaml may refer to, besides what it declares itself. */
function knownNames(): KnownNames {
  return {
    rules: new Set(ruleMetadata.keys()), categories: new Set(categoryIds()),
    "category-groups": new Set(categoryGroupChoices().map(({ id }) => id)), recipients: new Set(recipientChoices().map(({ id }) => id)),
  };
}
