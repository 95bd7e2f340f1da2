// A real VS Code without a desktop: the VS Code server that npm carries inside the package code-server, prepared once and kept by version.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

export const codeServerVersion = "4.139.1";
export const cacheFolder = resolve(process.env.BORDERLINE_EDITOR_CACHE ?? ".vscode-test");

/** Unpacks and installs the server if the cache does not hold it yet; returns its folders. */
export async function prepareServer() {
  // An older Node could not run it, and preparing for that Node would throw a good cache away.
  if (Number(process.versions.node.split(".")[0]) < 22) throw new Error(`VS Code's server needs Node 22 or newer, this is ${process.versions.node}; use npm run, which brings its own.`);
  const root = join(cacheFolder, `code-server-${codeServerVersion}`);
  const marker = join(root, ".prepared");
  // Native modules belong to one major version of Node.
  const wanted = `${codeServerVersion} ${process.platform} ${process.arch} node ${process.versions.modules}`;
  const server = { root, main: join(root, "lib/vscode/out/server-main.js"), cli: join(root, "out/node/entry.js") };
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return server;
  console.log(`Preparing VS Code (code-server ${codeServerVersion}) in ${cacheFolder}; this happens once and takes a few minutes.`);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const archive = join(cacheFolder, `code-server-${codeServerVersion}.tgz`);
  if (!existsSync(archive)) await run("npm", ["pack", "--silent", `code-server@${codeServerVersion}`], cacheFolder);
  await run("tar", ["xzf", archive, "--strip-components=1", "-C", root], cacheFolder);
  const install = ["install", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  await Promise.all([
    run("npm", [...install, "--ignore-scripts"], root),
    run("npm", [...install, "--ignore-scripts"], join(root, "lib/vscode/extensions")),
    run("npm", install, join(root, "lib/vscode")),
  ]);
  writeFileSync(marker, wanted);
  return server;
}

/** Starts the server on a free port; resolves when it listens. stop() ends it with all its children. */
export async function startServer(server, { dataFolder, extensionsFolder, smokeTest }) {
  const port = await freePort();
  const child = spawn(process.execPath, [
    server.main, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms",
    "--disable-telemetry", "--disable-workspace-trust", "--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder,
    ...(smokeTest ? ["--enable-smoke-test-driver"] : []),
  ], { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, NODE_OPTIONS: "" } });
  let output = "";
  await new Promise((done, failed) => {
    const onData = (chunk) => {
      output += chunk;
      if (output.includes("Extension host agent listening")) done();
    };
    child.stdout.on("data", onData);
    child.stderr.on("data", onData);
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`The VS Code server ended early (${code}):\n${output}`)));
  });
  return { port, origin: `http://127.0.0.1:${port}`, authority: `127.0.0.1:${port}`, output: () => output, stop: () => stopGroup(child) };
}

/** Runs a command and fails with its output when it fails. */
export function run(command, args, cwd, env = process.env) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", failed);
    child.once("exit", (code) => (code === 0 ? done(output) : failed(new Error(`${command} ${args.join(" ")} failed (${code}) in ${cwd}:\n${output}`))));
  });
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function stopGroup(child) {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once("exit", () => done());
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  });
}
