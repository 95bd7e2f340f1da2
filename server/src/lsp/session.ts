// What the features of one connection share: the engine, the open documents, the client's abilities and settings.
import type { Connection, ServerCapabilities } from "vscode-languageserver";
import { CancelledError, type CancellationToken } from "../base/cancellation.js";
import { localeOf, type Locale } from "../base/localized.js";
import type { EngineSettings, FileReport, Invalidation } from "../workspace/engine.js";
import type { AskedEngine, TwoSpeedEngine } from "../workspace/remote/two-speed-engine.js";
import { Documents, type Snapshot } from "./documents.js";
import { clientFeatures, fromSettings, type ClientFeatures, type ServerSettings } from "./from-lsp.js";
import { reasonStandIn } from "./protocol.js";
import { Places, type ReadFile } from "./texts.js";

/** The façade as the server uses it: every question can be cancelled, and slow findings may come after the quick ones. */
export type ServerEngine = AskedEngine & Partial<Pick<TwoSpeedEngine, "settled" | "onBusy">>;

export interface SessionOptions {
  readonly engine: ServerEngine;
  readonly readFile: ReadFile;
  /** How long a document must be left alone before it is checked without being asked. */
  readonly idleMilliseconds: number;
  /** Where answers may be kept for the next start, unless the settings forbid it. */
  readonly cache?: NonNullable<EngineSettings["cache"]>;
}

/** One file's report with the text its offsets are about (undefined: the file on disk). */
export interface Checked {
  readonly report: FileReport;
  readonly snapshot: Snapshot | undefined;
}

export interface Feature {
  /** Adds request handlers; called once, before `initialize` is answered. */
  register(session: Session): void;
  /** What the client is told about it. */
  capabilities?(session: Session): ServerCapabilities;
  /** Called once the client is ready for requests of ours. */
  start?(session: Session): Promise<void>;
}

export class Session {
  readonly documents = new Documents();
  readonly engine: ServerEngine;
  client: ClientFeatures = clientFeatures({}, {});
  locale: Locale = "en";
  settings: ServerSettings = fromSettings(undefined);
  folders: readonly string[] = [];
  /** Settled once the engine knows folders and settings. */
  ready: Promise<void> = Promise.resolve();
  readonly #checked: ((checked: Checked) => void)[] = [];
  readonly #documentsChanged: ((path: string, what: "opened" | "changed" | "closed") => void)[] = [];
  readonly #filesChanged: ((paths: readonly string[]) => void)[] = [];
  readonly #settingsChanged: (() => void)[] = [];

  constructor(readonly connection: Connection, readonly options: SessionOptions) {
    this.engine = options.engine;
    this.engine.onLog((line) => this.log(line));
  }

  useLocale(tag: string | undefined): void {
    this.locale = localeOf(tag);
  }

  log(line: string): void {
    this.connection.console.log(line);
  }

  places(): Places {
    return new Places(this.documents, this.options.readFile);
  }

  /** Places in which a report's own offsets are read with the text they belong to. */
  placesFor({ report, snapshot }: Checked): Places {
    return snapshot === undefined ? this.places() : this.places().use(report.path, snapshot.index);
  }

  /**
   * Called before every question: waits until folders and settings are known, then hands changed documents to the engine, so typing
   * alone sends nothing.
   */
  async prepare(): Promise<void> {
    await this.ready;
    for (const document of this.documents.takeUnsent()) this.engine.updateDocument(document).catch((error: unknown) => this.logError(error));
  }

  async check(path: string, token: CancellationToken): Promise<Checked> {
    await this.prepare();
    const snapshot = this.documents.snapshot(path);
    const report = await this.engine.check(path, token);
    const checked = { report, snapshot };
    for (const listener of this.#checked) listener(checked);
    return checked;
  }

  onChecked(listener: (checked: Checked) => void): void {
    this.#checked.push(listener);
  }

  onDocument(listener: (path: string, what: "opened" | "changed" | "closed") => void): void {
    this.#documentsChanged.push(listener);
  }

  documentChanged(path: string, what: "opened" | "changed" | "closed"): void {
    for (const listener of this.#documentsChanged) listener(path, what);
  }

  /** Files changed on disk, as far as the client watches them. */
  onFiles(listener: (paths: readonly string[]) => void): void {
    this.#filesChanged.push(listener);
  }

  async filesChanged(paths: readonly string[]): Promise<void> {
    await this.engine.filesChanged(paths);
    for (const listener of this.#filesChanged) listener(paths);
  }

  onSettings(listener: () => void): void {
    this.#settingsChanged.push(listener);
  }

  /** Tells the engine the folders it works in. */
  async reopen(): Promise<void> {
    await this.engine.open(this.folders, this.#engineSettings());
  }

  /** Puts new settings in force; answers given before are out of date. */
  async configure(settings: ServerSettings): Promise<void> {
    this.settings = settings;
    await this.engine.configure(this.#engineSettings());
    for (const listener of this.#settingsChanged) listener();
  }

  /** A client that asks for reasons gets edits with a stand-in to put them in; others get the reminder to give one. */
  #engineSettings(): EngineSettings {
    const { cache } = this.options;
    return {
      ...this.settings.engine, ...(cache !== undefined && this.settings.cache ? { cache } : {}),
      ...(this.client.asksForReasons ? { reason: reasonStandIn } : {}),
    };
  }

  onInvalidated(listener: (what: Invalidation) => void): void {
    this.engine.onInvalidated(listener);
  }

  /** Work nobody waits for: cancellation is its normal end, everything else is logged. */
  inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.logError(error));
  }

  logError(error: unknown): void {
    if (error instanceof CancelledError) return;
    this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
