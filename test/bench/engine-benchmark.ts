// Runs the engine benchmark of alipay/ant-application-security-testing-benchmark (folder sast-js) and scores it by its own names:
//   node scripts/run-ts.mjs test/bench/engine-benchmark.ts FOLDER [--list] [--only TEXT]
// A case is a file (or a folder of files) whose name ends in _T (data arrives) or _F (it does not). Its taint source and sink are
// declared the way a user declares them: a parameter and a function by bare name.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { CompilerSession } from "../../server/src/compiler/session.js";
import { analyseFlows } from "../../server/src/flow/engine.js";
import type { FlowProgram } from "../../server/src/flow/program.js";
import { ModuleResolution } from "../../server/src/workspace/module-resolution.js";
import { defaultConfig } from "../../server/src/model/config.js";

const [folder = ".", ...flags] = process.argv.slice(2);
const list = flags.includes("--list");
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : undefined;

interface Case {
  readonly name: string;
  readonly group: string;
  readonly expected: boolean;
  readonly files: readonly string[];
}

function filesBelow(path: string): string[] {
  return readdirSync(path).flatMap((name) => (statSync(join(path, name)).isDirectory() ? filesBelow(join(path, name)) : name.endsWith(".js") ? [join(path, name)] : []));
}

function casesBelow(path: string): Case[] {
  return readdirSync(path).sort().flatMap((name) => {
    const full = join(path, name);
    const verdict = /_([TF])(?:\.js)?$/.exec(name)?.[1];
    const isFolder = statSync(full).isDirectory();
    if (verdict !== undefined) return [{ name, group: relative(folder, path), expected: verdict === "T", files: isFolder ? filesBelow(full) : [full, ...helpers(path)] }];
    return isFolder ? casesBelow(full) : [];
  });
}

/** Files beside the cases that are no cases themselves belong to each of them. */
function helpers(path: string): string[] {
  return readdirSync(path).filter((name) => name.endsWith(".js") && !/_[TF]\.js$/.test(name)).map((name) => join(path, name));
}

const cases = casesBelow(folder).filter((item) => only === undefined || item.name.includes(only));
const texts = new Map(cases.flatMap((item) => item.files).map((file) => [file, readFileSync(file, "utf8")]));
const session = new CompilerSession({ currentDirectory: folder, files: { readFile: () => undefined }, log: () => undefined });
session.open([], [...texts.keys()]);
const range = { start: 0, end: 0 };
const config = { ...defaultConfig, sources: [{ name: "__taint_src", range }], sinks: [{ name: "__taint_sink", range }] };

const groups = new Map<string, { t: number; found: number; f: number; wrong: number }>();
session.run((snapshot) => {
  for (const item of cases) {
    const has = new Set(item.files);
    const resolution = new ModuleResolution(has, [], []);
    const program: FlowProgram = {
      files: item.files, config, text: (file) => texts.get(file), checkerOf: () => undefined,
      sourceFile: (file) => (has.has(file) ? snapshot.projectOf(file)?.program.getSourceFile(file) : undefined),
      resolve: (from, specifier) => resolution.resolve(from, specifier),
      classifyDeclaration: () => undefined, classifyName: () => undefined, readEnv: () => undefined,
    };
    let reported = false;
    try {
      reported = analyseFlows(program).flows.length > 0;
    } catch (error) {
      console.log(`  crash ${item.group}/${item.name} ${error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 4).join(" | ") : String(error)}`);
    }
    const group = groups.get(item.group) ?? { t: 0, found: 0, f: 0, wrong: 0 };
    groups.set(item.group, group);
    if (item.expected) {
      group.t++;
      if (reported) group.found++;
    } else {
      group.f++;
      if (reported) group.wrong++;
    }
    if (list && item.expected !== reported) console.log(`  ${item.expected ? "miss " : "false"} ${item.group}/${item.name}`);
  }
});
session.close();
let [t, found, f, wrong] = [0, 0, 0, 0];
for (const [name, group] of groups) {
  console.log(`${name.padEnd(90)} found ${group.found}/${group.t}  false ${group.wrong}/${group.f}`);
  t += group.t;
  found += group.found;
  f += group.f;
  wrong += group.wrong;
}
console.log(`positives found ${found}/${t} (${((100 * found) / t).toFixed(1)} %), negatives reported ${wrong}/${f} (${((100 * wrong) / f).toFixed(1)} %)`);
