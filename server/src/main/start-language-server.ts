// Wires the language server to an engine in a worker thread and to the client's channel.
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter, type Connection } from "vscode-languageserver/node";
import { keptAnswers } from "./user-cache-directory.js";
import { startServer } from "../lsp/index.js";
import { diskHost } from "../workspace/host.js";
import { EngineProxy, type WorkerLike } from "../workspace/remote/engine-proxy.js";
import { TwoSpeedEngine } from "../workspace/remote/two-speed-engine.js";

/** Both lie beside the entry point that starts the server, which knows where it is. */
export interface ServerFiles {
  readonly engineWorker: URL;
  readonly manifest: URL;
}

/** Serves the client on the channel named in the arguments (`--node-ipc`, `--socket=…`), else on standard input and output. */
export function startLanguageServer({ engineWorker, manifest }: ServerFiles): void {
  const connection = connect();
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const proxy = (): EngineProxy => new EngineProxy(() => spawn(engineWorker, (line) => connection.console.log(line)));
  const engine = new TwoSpeedEngine({ quick: proxy(), makeThorough: proxy, idleMilliseconds: 250 });
  startServer(connection, { engine, readFile: (path) => diskHost.readFile(path), version, ...keptAnswers() });
  connection.listen();
}

function connect(): Connection {
  const names = ["--node-ipc", "--stdio", "--socket", "--pipe"];
  if (process.argv.some((argument) => names.some((name) => argument === name || argument.startsWith(`${name}=`)))) return createConnection(ProposedFeatures.all);
  return createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
}

/** The worker's output would otherwise land in the protocol's stream. */
function spawn(engineWorker: URL, log: (line: string) => void): WorkerLike {
  const worker = new Worker(engineWorker, { stdout: true, stderr: true });
  for (const stream of [worker.stdout, worker.stderr]) stream.on("data", (chunk: Buffer) => log(chunk.toString().trimEnd()));
  return worker;
}
