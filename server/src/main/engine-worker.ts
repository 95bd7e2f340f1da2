// The engine's own thread, so that the protocol's thread always answers.
import { parentPort } from "node:worker_threads";
import { createEngine } from "../workspace/local-engine.js";
import { serveEngine, type Port } from "../workspace/remote/engine-server.js";

if (parentPort === null) throw new Error("engine-worker runs as a worker thread only");
// The port's own types say "any value"; the proxy at the other end sends calls and nothing else.
serveEngine(parentPort as Port, createEngine());
