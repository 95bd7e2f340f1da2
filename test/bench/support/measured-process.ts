// A command, measured with all processes it starts. Processor time and memory are read from /proc, so they are known on Linux only.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Measured {
  readonly seconds: number;
  /** Of all processes together; NaN where it cannot be read. */
  readonly cpuSeconds: number;
  /** The highest memory of each process, added up; NaN where it cannot be read. */
  readonly megabytes: number;
  readonly status: number | null;
  readonly output: string;
}

const pollEvery = 50;
/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/** Runs a command to its end. */
export async function measured(command: string, args: readonly string[], folder: string): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const usage = new Map<number, Usage>();
  const watch = () => {
    if (child.pid !== undefined) look(child.pid, usage);
  };
  const timer = setInterval(watch, pollEvery);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece: string) => void (output += piece));
  try {
    const status = await new Promise<number | null>((resolve, reject) => void child.on("error", reject).on("close", resolve));
    const seconds = (performance.now() - started) / 1000;
    const known = [...usage.values()];
    const sum = (of: (one: Usage) => number) => (known.length === 0 ? Number.NaN : known.reduce((all, one) => all + of(one), 0));
    return { seconds, cpuSeconds: sum((one) => one.cpu), megabytes: sum((one) => one.megabytes), status, output };
  } finally {
    clearInterval(timer);
  }
}

interface Usage {
  readonly cpu: number;
  readonly megabytes: number;
}

/** The process and all below it. */
function look(process: number, usage: Map<number, Usage>): void {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1];
    if (memory !== undefined) usage.set(process, { cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, megabytes: Number(memory) / 1024 });
    for (const child of readFileSync(`/proc/${process}/task/${process}/children`, "utf8").split(" ")) if (child !== "") look(Number(child), usage);
  } catch {
    // A process that has just ended, or a machine without /proc.
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
