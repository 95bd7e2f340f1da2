// Figures of an earlier run to compare with. Ratios only: seconds of one machine say nothing on another.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const file = "test/bench/baselines.json";
/** How much worse a ratio may be before it is called a regression: the machines we measure on are shared. */
const tolerance = 1.25;

/** Says whether the figure is worse than the stored one; BASELINES=write stores it. */
export function compareWithBaseline(name: string, value: number): void {
  const stored = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Record<string, number>;
  if (process.env["BASELINES"] === "write" && Number.isFinite(value)) {
    const entries = Object.entries({ ...stored, [name]: Number(value.toPrecision(3)) }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
    return;
  }
  const known = stored[name];
  if (known !== undefined && value > known * tolerance) console.log(`REGRESSION ${name}: ${value.toPrecision(3)}, stored ${known}`);
}
