// A workspace on disk and the built server as a child process, as any editor has them.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { TestClient, type ClientOptions } from "./client.js";

export class TestWorkspace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "borderline-protocol-")));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return this.uri(path);
  }

  /** In the spelling editors send. */
  uri(path = ""): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface Spawned {
  readonly client: TestClient;
  readonly child: ChildProcess;
}

const running: { readonly spawned: Spawned; readonly exited: Promise<unknown> }[] = [];

export async function startServerProcess(options: ClientOptions, command: readonly string[] = ["dist/server/server-main.js", "--stdio"]): Promise<Spawned> {
  const child = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout === null || child.stdin === null) throw new Error("no pipes");
  const client = new TestClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), options);
  child.once("exit", (code, signal) => client.logged.push(`exit ${code} ${signal}`));
  const spawned = { client, child };
  running.push({ spawned, exited: new Promise((resolve) => child.once("exit", resolve)) });
  await client.initialize();
  return spawned;
}

export async function stopAll(): Promise<void> {
  for (const { spawned, exited } of running.splice(0)) {
    await spawned.client.stop();
    await exited;
  }
}

const workspaces: TestWorkspace[] = [];

/** A workspace on disk that `removeWorkspaces` takes away again. */
export function workspaceOf(files: Readonly<Record<string, string>>): TestWorkspace {
  const workspace = new TestWorkspace(files);
  workspaces.push(workspace);
  return workspace;
}

export function removeWorkspaces(): void {
  for (const workspace of workspaces.splice(0)) workspace.remove();
}
