// The front door's end: an Engine whose work happens in a worker thread that may die and is then replaced.
import { CancelledError, type CancellationToken } from "../../base/cancellation.js";
import type { TextRange } from "../../base/range.js";
import type {
  CompletionEntry, Engine, EngineSettings, Explanation, FieldSummary, FileReport, HoverContent, Invalidation, Lens, OpenDocument, ScanProgress, ScanSummary, Survey,
} from "../engine.js";
import type { Fix } from "../../model/finding.js";
import type { CodeLocation } from "../../model/flow.js";
import { CancellationSource, SharedFlag } from "./cancellation.js";
import { mutations, type AnswerMessage, type CallMessage } from "./messages.js";

/** The part of a Worker that is used; tests hand in their own. */
export interface WorkerLike {
  postMessage(message: CallMessage): void;
  on(event: "message", listener: (message: AnswerMessage) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** The worker died over and over on the same work, and the call was given up. */
export class EngineCrashedError extends Error {
  constructor(reason: string) {
    super(`the analysis stopped unexpectedly: ${reason}`);
    this.name = "EngineCrashedError";
  }
}

interface PendingCall {
  readonly message: CallMessage;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onReport?: (report: FileReport) => void;
  readonly onProgress?: (progress: ScanProgress) => void;
  attempts: number;
}

/** A call is tried once more in a fresh worker; after that it is the likely culprit and fails. */
const attemptsPerCall = 2;
/** Crashes in a row, without one answer between them, after which no worker is started until the next change. */
const crashesInARow = 4;

export class EngineProxy implements Engine {
  readonly #spawn: () => WorkerLike;
  readonly #pending = new Map<number, PendingCall>();
  readonly #documents = new Map<string, OpenDocument>();
  readonly #invalidated: ((what: Invalidation) => void)[] = [];
  readonly #log: ((line: string) => void)[] = [];
  #worker: WorkerLike | undefined;
  #folders: readonly string[] | undefined;
  #settings: EngineSettings = {};
  #nextId = 1;
  #crashes = 0;
  #started = false;
  #closed = false;

  constructor(spawn: () => WorkerLike) {
    this.#spawn = spawn;
  }

  open(folders: readonly string[], settings: EngineSettings): Promise<void> {
    this.#folders = folders;
    this.#settings = settings;
    return this.#change("open", [folders, settings]);
  }

  configure(settings: EngineSettings): Promise<void> {
    this.#settings = settings;
    return this.#change("configure", [settings]);
  }

  updateDocument(document: OpenDocument): Promise<void> {
    this.#documents.set(document.path, document);
    return this.#change("updateDocument", [document]);
  }

  closeDocument(path: string): Promise<void> {
    this.#documents.delete(path);
    return this.#change("closeDocument", [path]);
  }

  filesChanged(paths: readonly string[]): Promise<void> {
    return this.#change("filesChanged", [paths]);
  }

  check(path: string, token?: CancellationToken): Promise<FileReport> {
    return this.#call<FileReport>("check", [path], token);
  }

  scan(onReport: (report: FileReport) => void, onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<ScanSummary> {
    return this.#call<ScanSummary>("scan", [], token, { onReport, onProgress });
  }

  survey(onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<Survey> {
    return this.#call<Survey>("survey", [], token, { onProgress });
  }

  hover(path: string, offset: number, token?: CancellationToken): Promise<HoverContent | undefined> {
    return this.#call<HoverContent | undefined>("hover", [path, offset], token);
  }

  fixes(path: string, range: TextRange, token?: CancellationToken): Promise<readonly Fix[]> {
    return this.#call<readonly Fix[]>("fixes", [path, range], token);
  }

  completions(path: string, offset: number, token?: CancellationToken): Promise<readonly CompletionEntry[]> {
    return this.#call<readonly CompletionEntry[]>("completions", [path, offset], token);
  }

  definitions(path: string, offset: number, token?: CancellationToken): Promise<readonly CodeLocation[]> {
    return this.#call<readonly CodeLocation[]>("definitions", [path, offset], token);
  }

  explain(path: string, range: TextRange, token?: CancellationToken): Promise<readonly Explanation[]> {
    return this.#call<readonly Explanation[]>("explain", [path, range], token);
  }

  personalFields(path: string, token?: CancellationToken): Promise<readonly FieldSummary[]> {
    return this.#call<readonly FieldSummary[]>("personalFields", [path], token);
  }

  lenses(path: string, token?: CancellationToken): Promise<readonly Lens[]> {
    return this.#call<readonly Lens[]>("lenses", [path], token);
  }

  onInvalidated(listener: (what: Invalidation) => void): void {
    this.#invalidated.push(listener);
  }

  onLog(listener: (line: string) => void): void {
    this.#log.push(listener);
  }

  async close(): Promise<void> {
    if (this.#worker !== undefined) await this.#call("close", []).catch(() => {});
    this.#closed = true;
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** A change gives a worker that kept dying another chance: the text that killed it may be gone. */
  #change(method: CallMessage["method"], parameters: readonly unknown[]): Promise<void> {
    this.#crashes = 0;
    // The new state is kept by now; a worker started here gets it by replay, and applying it twice does no harm.
    return this.#call<void>(method, parameters);
  }

  #call<T>(method: CallMessage["method"], parameters: readonly unknown[], token?: CancellationToken, scan?: Pick<PendingCall, "onReport" | "onProgress">): Promise<T> {
    if (this.#closed) return Promise.reject(new CancelledError());
    const flag = new SharedFlag();
    const message: CallMessage = { id: this.#nextId++, method, parameters, cancelled: flag.buffer };
    return new Promise<T>((resolve, reject) => {
      const forget = token instanceof CancellationSource ? token.onCancelled(() => flag.set()) : undefined;
      if (token?.isCancelled) flag.set();
      this.#pending.set(message.id, {
        message, attempts: 1, ...scan,
        resolve: (value) => (forget?.(), resolve(value as T)),
        reject: (error) => (forget?.(), reject(error)),
      });
      this.#send(message);
    });
  }

  #send(message: CallMessage): void {
    if (this.#worker === undefined) {
      if (this.#crashes >= crashesInARow) {
        this.#settle(message.id)?.reject(new EngineCrashedError("it kept failing; the next change starts it again"));
        return;
      }
      this.#start();
    }
    this.#worker?.postMessage(message);
  }

  /** A worker that replaces another one is told the folders and open documents first. */
  #start(): void {
    const replaces = this.#started;
    this.#started = true;
    this.#spawnWorker();
    if (replaces) this.#replay();
  }

  #spawnWorker(): void {
    const worker = this.#spawn();
    this.#worker = worker;
    let reason = "";
    worker.on("message", (answer) => this.#worker === worker && this.#receive(answer));
    worker.on("error", (error) => (reason = error.message));
    worker.on("exit", (code) => this.#worker === worker && this.#recover(reason || `exit code ${code}`));
  }

  #receive(answer: AnswerMessage): void {
    if (answer.kind === "invalidated") return this.#invalidated.forEach((listener) => listener(answer.value));
    if (answer.kind === "log") return this.#log.forEach((listener) => listener(answer.line));
    if (answer.kind === "report") return this.#pending.get(answer.id)?.onReport?.(answer.value);
    if (answer.kind === "progress") return this.#pending.get(answer.id)?.onProgress?.(answer.value);
    this.#crashes = 0;
    const call = this.#settle(answer.id);
    if (answer.kind === "result") call?.resolve(answer.value);
    else call?.reject(answer.name === "CancelledError" ? new CancelledError() : Object.assign(new Error(answer.message), { stack: answer.stack }));
  }

  /** Starts a new worker, gives it the folders and open documents again, and repeats what was unanswered. */
  #recover(reason: string): void {
    this.#worker = undefined;
    if (this.#closed) return;
    this.#crashes++;
    this.#log.forEach((listener) => listener(`The analysis stopped unexpectedly (${reason}); starting it again.`));
    const unanswered = [...this.#pending.values()];
    const isChange = (call: PendingCall): boolean => (mutations as readonly string[]).includes(call.message.method);
    // Replay carries every change that was on its way, so those calls are done with it.
    if (this.#crashes < crashesInARow) this.#start();
    for (const call of unanswered) {
      if (isChange(call)) this.#settle(call.message.id)?.resolve(undefined);
      else if (call.message.method === "close") this.#settle(call.message.id)?.resolve(undefined);
      else if (call.attempts++ < attemptsPerCall) this.#send(call.message);
      else this.#settle(call.message.id)?.reject(new EngineCrashedError(reason));
    }
    this.#invalidated.forEach((listener) => listener({ kind: "everything" }));
  }

  #replay(): void {
    const repeat = (method: CallMessage["method"], parameters: readonly unknown[]): void => void this.#call(method, parameters).catch(() => {});
    if (this.#folders !== undefined) repeat("open", [this.#folders, this.#settings]);
    for (const document of this.#documents.values()) repeat("updateDocument", [document]);
  }

  #settle(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    return call;
  }
}
