// Compiles the examples of server/src/catalog/data/sdks against the published typings of the packages:
//   node scripts/sdk-shapes.mjs FOLDER             compile with the packages already installed in FOLDER
//   node scripts/sdk-shapes.mjs FOLDER --install   install the versions of sdk-versions.yaml first (network, several minutes)
//   node scripts/sdk-shapes.mjs FOLDER --record    write the versions found in FOLDER to sdk-versions.yaml when all examples compile
// A model counts when it says `checked: typings`; its `setup` is put before its examples.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const data = join(root, "server/src/catalog/data");
const versionsFile = join(data, "sdk-versions.yaml");
const [folder, ...flags] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node scripts/sdk-shapes.mjs FOLDER [--install] [--record]");
  process.exit(2);
}
const work = resolve(folder);
const models = readdirSync(join(data, "sdks")).filter((file) => file.endsWith(".yaml")).sort()
  .map((file) => ({ id: file.replace(".yaml", ""), ...parse(readFileSync(join(data, "sdks", file), "utf8"), { merge: true }) }))
  .filter((model) => model.checked === "typings");

/** Packages that only lend types to an example. */
const helpers = ["@types/node", "@types/superagent", "@types/needle", "@types/request", "@types/node-fetch", "@types/nodemailer", "@types/mixpanel-browser", "@types/ali-oss",
  "@types/mailchimp__mailchimp_marketing", "@types/braintree", "@types/newrelic", "@types/bunyan", "@types/pg", "@types/amqplib", "@types/jsforce", "@types/web-push", "@types/ws",
  "@types/jquery", "@trpc/server", "zod", "graphql", "react", "rxjs", "miniprogram-api-typings", "@dcloudio/types"];

function install() {
  mkdirSync(work, { recursive: true });
  if (!existsSync(join(work, "package.json"))) writeFileSync(join(work, "package.json"), '{ "name": "sdk-shapes", "private": true }\n');
  const wanted = [...Object.entries(parse(readFileSync(versionsFile, "utf8"))).map(([name, version]) => `${name}@${version}`), ...helpers];
  for (let at = 0; at < wanted.length; at += 12) npmInstall(wanted.slice(at, at + 12));
}

function npmInstall(packages) {
  const run = (names) => spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", ...names], { cwd: work, encoding: "utf8" }).status === 0;
  if (!run(packages)) for (const name of packages) if (!run([name])) console.error(`not installed: ${name}`);
}

function examplesOf(model) {
  return [...[model.proof ?? []].flat(), ...callExamples(model)];
}

function callExamples(model) {
  return Object.values(model.calls ?? {}).flat().flatMap((call) => (call?.example === undefined ? [] : [call.example].flat()));
}

/** Writes one module a model and compiles them together; returns the compiler's complaints with the line they stand on. */
function compile() {
  const target = join(work, "examples");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const model of models) {
    const lines = examplesOf(model).map((example) => `void (${example});`);
    writeFileSync(join(target, `${model.id}.ts`), `${model.setup ?? ""}\n${lines.join("\n")}\nexport {};\n`);
  }
  const compilerOptions = { target: "ES2022", lib: ["ES2023", "DOM", "DOM.Iterable"], module: "ESNext", moduleResolution: "Bundler", strict: true, skipLibCheck: true, noEmit: true, esModuleInterop: true, types: ["node"] };
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["examples"] }));
  const { stdout, status } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", work], { cwd: work, encoding: "utf8" });
  for (const line of stdout.split("\n")) {
    const place = /^examples\/(.+?)\((\d+),/.exec(line);
    if (place) console.error(`${line}\n    ${readFileSync(join(target, place[1]), "utf8").split("\n")[Number(place[2]) - 1]}`);
  }
  return status === 0;
}

function record() {
  const found = new Map();
  for (const model of models) {
    for (const [, specifier] of (model.setup ?? "").matchAll(/(?:from|import) "([^"]+)"/g)) {
      const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
      const manifest = join(work, "node_modules", name, "package.json");
      const listed = (model.packages ?? []).some((item) => item === name || (item.endsWith("*") && name.startsWith(item.slice(0, -1))));
      if (listed && existsSync(manifest)) found.set(name, JSON.parse(readFileSync(manifest, "utf8")).version);
    }
  }
  const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, version]) => `${name.startsWith("@") ? `"${name}"` : name}: ${version}`);
  writeFileSync(versionsFile, `# Versions whose typings the examples of sdks/ were compiled against (scripts/sdk-shapes.mjs).\n${lines.join("\n")}\n`);
}

if (flags.includes("--install")) install();
const clean = compile();
console.log(`${models.length} models, ${models.reduce((sum, model) => sum + examplesOf(model).length, 0)} examples: ${clean ? "all compile" : "some do not compile"}`);
if (clean && flags.includes("--record")) record();
process.exit(clean ? 0 : 1);
