import { MessageChannel } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { CancelledError, throwIfCancelled } from "../../../server/src/base/cancellation.js";
import type { Engine, FileReport } from "../../../server/src/workspace/engine.js";
import { CancellationSource } from "../../../server/src/workspace/remote/cancellation.js";
import { EngineCrashedError, EngineProxy, type WorkerLike } from "../../../server/src/workspace/remote/engine-proxy.js";
import { serveEngine, type Port } from "../../../server/src/workspace/remote/engine-server.js";
import { FakeEngine } from "./fake-engine.js";

/** A "worker" in this thread: real message ports, so structured cloning and ordering are the real ones. */
function spawning(makeEngine: (spawned: number) => Engine): { spawn: () => WorkerLike; crash: () => void; spawned: () => number } {
  let spawned = 0;
  let crash = (): void => {};
  const spawn = (): WorkerLike => {
    const { port1, port2 } = new MessageChannel();
    serveEngine(port2 as unknown as Port, makeEngine(++spawned));
    const exits: ((code: number) => void)[] = [];
    crash = () => {
      port1.close();
      for (const exit of exits) exit(134);
    };
    return {
      postMessage: (message) => port1.postMessage(message),
      on: (event: string, listener: unknown) => {
        if (event === "exit") exits.push(listener as (code: number) => void);
        else if (event === "message") port1.on("message", listener as () => void);
      },
      terminate: async () => port1.close(),
    } as WorkerLike;
  };
  return { spawn, crash: () => crash(), spawned: () => spawned };
}

const emptyReport = (path: string): FileReport => ({ path, findings: [], limits: [] });

describe("engine proxy", () => {
  test("answers come back and changes are applied in order before later questions", async () => {
    const engine = new FakeEngine();
    const proxy = new EngineProxy(spawning(() => engine).spawn);
    void proxy.open(["/w"], {});
    void proxy.updateDocument({ path: "/w/a.prisma", text: "one", version: 1 });
    void proxy.updateDocument({ path: "/w/a.prisma", text: "two", version: 2 });
    expect(await proxy.check("/w/a.prisma")).toEqual({ ...emptyReport("/w/a.prisma"), version: 2 });
    expect(engine.calls).toEqual(["open", "updateDocument 1", "updateDocument 2", "check /w/a.prisma"]);
    await proxy.close();
  });

  test("cancelling a running check is visible to synchronous work in the engine", async () => {
    const engine = new FakeEngine();
    const source = new CancellationSource();
    engine.onCheck = async (path, token) => {
      source.cancel();
      if (token !== undefined) throwIfCancelled(token);
      return emptyReport(path);
    };
    const proxy = new EngineProxy(spawning(() => engine).spawn);
    await expect(proxy.check("/w/a.prisma", source)).rejects.toThrow(CancelledError);
    await proxy.close();
  });

  test("a question cancelled before its turn is never carried out", async () => {
    const engine = new FakeEngine();
    const proxy = new EngineProxy(spawning(() => engine).spawn);
    const source = new CancellationSource();
    source.cancel();
    await expect(proxy.hover("/w/a.prisma", 3, source)).rejects.toThrow(CancelledError);
    expect(engine.calls).toEqual([]);
    await proxy.close();
  });

  test("a crash starts a new worker, replays folders and documents, and answers the open question", async () => {
    const first = new FakeEngine();
    const second = new FakeEngine();
    const workers = spawning((spawned) => (spawned === 1 ? first : second));
    const lines: string[] = [];
    const invalidations: unknown[] = [];
    const proxy = new EngineProxy(workers.spawn);
    proxy.onLog((line) => lines.push(line));
    proxy.onInvalidated((what) => invalidations.push(what));
    await proxy.open(["/w"], { profile: "conservative" });
    await proxy.updateDocument({ path: "/w/a.prisma", text: "one", version: 7 });
    await proxy.updateDocument({ path: "/w/gone.prisma", text: "", version: 1 });
    await proxy.closeDocument("/w/gone.prisma");
    first.onCheck = () => {
      workers.crash();
      return new Promise(() => {});
    };
    expect((await proxy.check("/w/a.prisma")).version).toBe(7);
    expect(second.calls).toEqual(["open", "updateDocument 7", "check /w/a.prisma"]);
    expect(second.settings).toEqual({ profile: "conservative" });
    expect(lines).toHaveLength(1);
    expect(invalidations).toEqual([{ kind: "everything" }]);
    await proxy.close();
  });

  test("work that kills every worker is given up; the next change starts afresh", async () => {
    const engine = new FakeEngine();
    const workers = spawning(() => engine);
    const proxy = new EngineProxy(workers.spawn);
    await proxy.updateDocument({ path: "/w/a.ts", text: "poison", version: 1 });
    engine.onCheck = () => {
      workers.crash();
      return new Promise(() => {});
    };
    for (let i = 0; i < 4; i++) await expect(proxy.check("/w/a.ts")).rejects.toThrow(EngineCrashedError);
    const before = workers.spawned();
    await expect(proxy.check("/w/a.ts")).rejects.toThrow(EngineCrashedError);
    expect(workers.spawned()).toBe(before);
    engine.onCheck = undefined;
    await proxy.updateDocument({ path: "/w/a.ts", text: "fine", version: 2 });
    expect((await proxy.check("/w/a.ts")).version).toBe(2);
    await proxy.close();
  });

  test("scan hands on reports and progress, and an error keeps its message", async () => {
    const engine = new FakeEngine();
    engine.onScan = async (report, progress) => {
      progress({ phase: "schemas", done: 1, total: 2 });
      report(emptyReport("/w/a.prisma"));
      throw new Error("no luck");
    };
    const proxy = new EngineProxy(spawning(() => engine).spawn);
    const seen: string[] = [];
    await expect(proxy.scan((r) => seen.push(r.path), (p) => seen.push(p.phase))).rejects.toThrow("no luck");
    expect(seen).toEqual(["schemas", "/w/a.prisma"]);
    await proxy.close();
  });
});
