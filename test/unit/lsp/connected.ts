// A server and a client in one process, joined by streams.
import { PassThrough } from "node:stream";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { startServer } from "../../../server/src/lsp/index.js";
import { TestClient, type ClientOptions } from "../../protocol/client.js";
import type { FakeEngine } from "./fake-engine.js";

const clients: TestClient[] = [];

export async function connect(engine: FakeEngine, options: ClientOptions = {}, files: ReadonlyMap<string, Uint8Array> = new Map()): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  // The test's process must survive the protocol's exit notification.
  connection.onExit(() => {});
  startServer(connection, { engine, readFile: (path) => files.get(path), version: "0.0.0", idleMilliseconds: 0 });
  connection.listen();
  const client = new TestClient(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), options);
  clients.push(client);
  await client.initialize();
  return client;
}

export async function stopClients(): Promise<void> {
  for (const client of clients.splice(0)) await client.stop();
}
