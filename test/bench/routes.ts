// npm run bench:routes -- --cases FILE: worked cases of the decision table against the evaluator. Last line: `N of M cases`.
import { readFileSync } from "node:fs";
import { decide } from "../../server/src/law/evaluate.js";
import { compareCase, readCases } from "../support/route-cases.js";

const file = caseFile(process.argv.slice(2));
const cases = readCases(readFileSync(file, "utf8"));
const results = cases.map((item) => ({ item, differences: compareCase(item) }));
for (const { item, differences } of results) {
  if (differences.length > 0) console.log(`${item.id} ${item.title}\n  ${differences.map(({ text }) => text).join("\n  ")}`);
}
for (const part of ["route", "alternatives", "needs-info", "judgement-ids"] as const) {
  const wrong = results.filter(({ differences }) => differences.some((difference) => difference.part === part)).length;
  console.log(`${part}: ${cases.length - wrong} of ${cases.length}`);
}
// Whether a story asks for judgement is an editor's mark, only partly visible in the inputs; shown, not counted.
const agreed = cases.filter((item) => decide(item.inputs).judgement === item.judgement).length;
console.log(`judgement raised from the facts alone: ${agreed} of ${cases.length}`);
const passed = results.filter(({ differences }) => differences.length === 0).length;
console.log(`${passed} of ${cases.length} cases`);
process.exit(passed === cases.length && cases.length > 0 ? 0 : 1);

function caseFile(args: readonly string[]): string {
  const index = args.indexOf("--cases");
  const named = index < 0 ? args.find((arg) => !arg.startsWith("-")) : args[index + 1];
  return named ?? "test/fixtures/law/route-cases.yaml";
}
