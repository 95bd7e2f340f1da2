// npm run fuzz -- [--inputs N] [--seed N] [--from N]: many broken texts through the engine. Counts what went wrong and keeps each text in
// out/fuzz. The work is done in a thread of its own, so that a text that never ends is noticed.
import { mkdirSync, writeFileSync } from "node:fs";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { inputOf } from "./inputs.js";
import { Trial } from "./trial.js";

interface Run {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** A text whose answer takes this long hangs, on any machine. */
const longest = 60_000;
/** A text whose answer takes this long is told: step budgets should end it sooner. */
const slow = 5_000;

if (isMainThread) watch(runOf(process.argv.slice(2)));
else void work(workerData as Run);

function runOf(words: readonly string[]): Run {
  const option = (name: string, usual: number): number => {
    const at = words.indexOf(`--${name}`);
    return at < 0 ? usual : Number(words[at + 1]);
  };
  const from = option("from", 0);
  return { seed: option("seed", 1), from, to: from + option("inputs", 50_000) };
}

function watch(run: Run): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: run });
  const started = performance.now();
  let current = run.from;
  let faults = 0;
  let slowOnes = 0;
  const hang = (): void => {
    keep(run.seed, current, ["hangs"]);
    console.log(`input ${current} hangs`);
    process.exit(1);
  };
  let timer = setTimeout(hang, longest);
  worker.on("message", ({ n, found, milliseconds }: { n: number; found: readonly string[]; milliseconds: number }) => {
    clearTimeout(timer);
    timer = setTimeout(hang, longest);
    current = n + 1;
    if (milliseconds > slow) slowOnes++;
    if (found.length > 0) faults++;
    if (found.length > 0 || milliseconds > slow) {
      keep(run.seed, n, found);
      console.log(`input ${n} (${Math.round(milliseconds)} ms): ${found[0]?.split("\n").slice(0, 4).join("\n") ?? "slow"}`);
    }
    if ((current - run.from) % 5_000 === 0) console.log(`${current - run.from} inputs, ${faults} faults`);
  });
  worker.on("exit", () => {
    clearTimeout(timer);
    console.log(`${current - run.from} inputs of seed ${run.seed} from ${run.from}: ${faults} with faults, ${slowOnes} slower than ${slow / 1000} s, 0 hang, ${Math.round((performance.now() - started) / 1000)} s`);
    process.exitCode = faults > 0 || current < run.to ? 1 : 0;
  });
}

async function work({ seed, from, to }: Run): Promise<void> {
  const trial = new Trial();
  for (let n = from; n < to; n++) {
    const started = performance.now();
    const found = await trial.run(inputOf(seed, n), n);
    parentPort?.postMessage({ n, found, milliseconds: performance.now() - started });
  }
  await trial.close();
}

function keep(seed: number, n: number, faults: readonly string[]): void {
  const { path, text } = inputOf(seed, n);
  mkdirSync("out/fuzz", { recursive: true });
  writeFileSync(`out/fuzz/${seed}-${n}${path.slice(path.lastIndexOf("."))}`, text);
  writeFileSync(`out/fuzz/${seed}-${n}.txt`, `${path}\n${faults.join("\n")}\n`);
}
