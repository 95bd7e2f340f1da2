// First reading and reading after an edit of generated OpenAPI documents: npx node scripts/run-ts.mjs test/bench/openapi.ts [megabytes...]
import { parseDocument } from "yaml";
import { readOpenApi, recogniseOpenApi } from "../../server/src/schemas/openapi/index.js";
import { generateOpenApi } from "../unit/openapi/generator.js";

const repeats = 5;
const sizes = process.argv.slice(2).map(Number).filter((size) => size > 0);
const file = "/bench/api";

console.log("| document | fields | recognise | first | edit p50 | edit max | JSON.parse or yaml package | heap after |");
console.log("|---|---|---|---|---|---|---|---|");
for (const language of ["yaml", "json"] as const) {
  for (const megabytes of sizes.length > 0 ? sizes : [1, 5, 13]) measure(language, megabytes);
}

function measure(language: "yaml" | "json", megabytes: number): void {
  const text = generateOpenApi(language, megabytes * 1024 * 1024);
  const recognise = time(() => recogniseOpenApi(text, file));
  const first = median(Array.from({ length: repeats }, () => time(() => readOpenApi(text, file))));
  let document = readOpenApi(text, file);
  const edits: number[] = [];
  for (let i = 0; i < 15; i++) {
    const changed = edit(text, i);
    edits.push(time(() => {
      document = readOpenApi(changed, file, undefined, document);
    }));
  }
  const baseline = time(() => (language === "json" ? JSON.parse(text) : parseDocument(text, { prettyErrors: false })));
  const heap = Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
  const cells = [recognise, first, median(edits), Math.max(...edits), baseline].map((value) => `${value.toFixed(value < 1 ? 2 : 0)} ms`);
  console.log(`| ${megabytes} MB ${language} | ${document.fields.length} | ${cells.join(" | ")} | ${heap} MB |`);
}

/** Types a letter into a description, a name or a type somewhere in the document. */
function edit(text: string, index: number): string {
  const words = ["description", "type", "format", "phone", "properties"];
  const from = Math.floor((text.length * (index + 1)) / 17);
  const at = text.indexOf(words[index % words.length] ?? "type", from) + 3;
  return `${text.slice(0, at)}x${text.slice(at)}`;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
