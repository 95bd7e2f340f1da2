// The pipe to the compiler, watched: a compiler that says nonsense or nothing at all is as good as dead, and is told apart from one that
// reports an error of its own.
import { Worker } from "node:worker_threads";
import type { API } from "typescript/unstable/sync";

/** The pipe no longer carries answers that can be trusted; only a new process helps. */
export class BrokenChannelError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "BrokenChannelError";
  }
}

interface Child {
  readonly pid?: number;
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  kill(signal: "SIGKILL"): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** What is used of the API's private channel. Requests are synchronous, so one is under way at most. */
interface Channel {
  readonly child: Child;
  readonly _msgType: number;
  readonly _msgPayload: Buffer;
  requestBytesSync(method: string, payload: unknown): Buffer;
  handleCall(name: string, payload: Buffer): void;
}

/** The layer above the channel, which turns texts into values. */
interface Client {
  readonly channel?: Channel;
  apiRequest(method: string, parameters: unknown): unknown;
}

export function childOf(api: API | undefined): Child | undefined {
  return clientOf(api)?.channel?.child;
}

/**
 * Puts a guard around every request. `patience` is how long the compiler may neither answer nor ask, in milliseconds: when it is over the
 * process is killed, which ends the wait.
 */
export function guardChannel(api: API, patience: number): void {
  const client = clientOf(api);
  const channel = client?.channel;
  if (client === undefined || channel === undefined) return;
  // A compiler that cannot be started is told by the first request; unheard, this event would end our own process.
  channel.child.on("error", () => {});
  const request = channel.requestBytesSync.bind(channel);
  const handleCall = channel.handleCall.bind(channel);
  const apiRequest = client.apiRequest.bind(client);
  client.apiRequest = (method, parameters) => {
    try {
      return apiRequest(method, parameters);
    } catch (error) {
      throw error instanceof SyntaxError ? new BrokenChannelError(error) : error;
    }
  };
  channel.requestBytesSync = (method, payload) => {
    const end = watchdog.begin(channel.child.pid, patience);
    try {
      return request(method, payload);
    } catch (error) {
      throw isCompilersOwn(error, channel) ? error : new BrokenChannelError(error);
    } finally {
      end();
    }
  };
  channel.handleCall = (name, payload) => {
    watchdog.sign();
    handleCall(name, payload);
  };
}

/** Ends the process at once: one that hangs does not listen to politer signals. */
export function kill(api: API | undefined): void {
  childOf(api)?.kill("SIGKILL");
}

/** An error message (type 5) is an answer like any other; everything else that is thrown leaves the pipe in a state nobody knows. */
function isCompilersOwn(error: unknown, channel: Channel): boolean {
  return error instanceof Error && channel._msgType === 5 && error.message === channel._msgPayload.toString("utf8");
}

function clientOf(api: API | undefined): Client | undefined {
  return (api as unknown as { client?: Client } | undefined)?.client;
}

/** Indices of the memory shared with the watching thread. */
const at = { process: 0, signs: 1, patience: 2, length: 3 } as const;
/** The silence is counted in this many steps, so that a machine that sleeps in between does not use up the patience. */
const steps = 10;

/** A thread of its own: this one waits in a system call while the compiler is silent. */
class Watchdog {
  readonly #shared = new Int32Array(new SharedArrayBuffer(at.length * Int32Array.BYTES_PER_ELEMENT));
  #worker: Worker | undefined;

  begin(process: number | undefined, patience: number): () => void {
    this.#worker ??= this.#start();
    if (Atomics.load(this.#shared, at.patience) !== patience) {
      Atomics.store(this.#shared, at.patience, patience);
      Atomics.notify(this.#shared, at.patience);
    }
    this.sign();
    Atomics.store(this.#shared, at.process, process ?? 0);
    return () => Atomics.store(this.#shared, at.process, 0);
  }

  /** Something was heard. */
  sign(): void {
    Atomics.add(this.#shared, at.signs, 1);
  }

  #start(): Worker {
    const worker = new Worker(watching, { eval: true, workerData: { shared: this.#shared, at, steps }, execArgv: [], env: {} });
    worker.unref();
    worker.on("error", () => {});
    return worker;
  }
}

/** Plain JavaScript, because a thread starts from a file or a text, and one more file would have to be found beside every bundle. */
const watching = `
const { workerData: { shared, at, steps } } = require("node:worker_threads");
let heard = 0, silent = 0;
for (;;) {
  const patience = Atomics.load(shared, at.patience);
  Atomics.wait(shared, at.patience, patience, Math.max(20, patience / steps));
  const child = Atomics.load(shared, at.process), signs = Atomics.load(shared, at.signs);
  silent = child !== 0 && signs === heard ? silent + 1 : 0;
  heard = signs;
  if (silent < steps) continue;
  silent = 0;
  try { process.kill(child, "SIGKILL"); } catch {}
}
`;

const watchdog = new Watchdog();
