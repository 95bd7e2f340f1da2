// npm run bench:fields -- --fields FILE --containers FILE --out FILE
// Classifies the fields of a benchmark file with the engine's own classify(); id, repository, path and line never reach it.
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { classify } from "../../server/src/classify/index.js";
import { parseTypeText } from "../../server/src/classify/type-text.js";
import type { MemberSummary, SchemaKind } from "../../server/src/model/field.js";
import type { Evidence, FieldFacts } from "../../server/src/model/classification.js";

interface FieldRecord {
  readonly id: string;
  readonly kind: SchemaKind;
  readonly repo: string;
  readonly path: string;
  readonly container: string;
  readonly containerDoc?: string;
  readonly field: string;
  readonly type: string;
  readonly doc?: string;
  readonly siblings?: readonly string[];
}

interface ContainerRecord {
  readonly repo: string;
  readonly path: string;
  readonly container: string;
  readonly members: readonly (readonly [string, string])[];
}

const args = parseArguments(process.argv.slice(2));
const records = lines<FieldRecord>(args.fields);
// Containers of one name in one file cannot be told apart; the one that has the field is taken.
const containers = new Map<string, ContainerRecord[]>();
for (const container of args.containers === undefined ? [] : lines<ContainerRecord>(args.containers)) {
  const key = keyOf(container);
  containers.set(key, [...(containers.get(key) ?? []), container]);
}
const factsById = records.map((record) => ({ record, facts: factsOf(record) }));
const started = performance.now();
const results = factsById.map(({ record, facts }) => ({ record, facts, said: classify(facts, { profile: "conservative", customCategories: [] }) }));
const elapsed = performance.now() - started;
writeFileSync(args.out, results.map(({ record, said }) => JSON.stringify({ id: record.id, level: said.level, category: said.category })).join("\n") + "\n");
console.log(`${records.length} fields, ${Math.round((records.length / elapsed) * 1000)} fields/s`);
if (args.explain) for (const { record, said } of results) if (args.explain === "all" || args.explain.split(",").includes(record.id)) explain(record, said.level, said.category, said.evidence);

function factsOf(record: FieldRecord): FieldFacts {
  const known = (containers.get(keyOf(record)) ?? []).find((c) => c.members.some(([name]) => name === record.field));
  const members: readonly MemberSummary[] = known
    ? known.members.map(([name, type]) => ({ name, type }))
    : [record.field, ...(record.siblings ?? [])].map((name) => ({ name, type: "" }));
  const range = { start: 0, end: 0 };
  const { type, attributes } = parseTypeText(record.type, record.kind);
  return {
    schema: record.kind, name: record.field, type, attributes: attributes.map((a) => ({ ...a, range })), examples: [], annotations: [],
    comments: record.doc ? [{ kind: "doc", text: record.doc }] : [],
    container: {
      name: record.container, kind: record.kind === "prisma" ? "model" : record.kind === "openapi" ? "schema" : "interface", annotations: [],
      comments: record.containerDoc ? [{ kind: "doc", text: record.containerDoc }] : [], members,
    },
  };
}

function keyOf(record: { readonly repo: string; readonly path: string; readonly container: string }): string {
  return `${record.repo}\n${record.path}\n${record.container}`;
}

function explain(record: FieldRecord, level: string, category: string, evidence: readonly Evidence[]): void {
  console.log(`${record.id} ${record.container}.${record.field}: ${record.type} → ${level} ${category}`);
  for (const e of evidence) console.log(`    ${e.weight >= 0 ? "+" : ""}${e.weight} ${e.kind}: ${e.text.en}`);
}

function lines<T>(file: string): T[] {
  return readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as T);
}

function parseArguments(list: readonly string[]): { fields: string; containers?: string; out: string; explain?: string } {
  const value = (name: string): string | undefined => {
    const at = list.indexOf(name);
    return at < 0 ? undefined : list[at + 1];
  };
  const fields = value("--fields"), out = value("--out"), members = value("--containers"), explained = value("--explain");
  if (!fields || !out) {
    console.error("usage: npm run bench:fields -- --fields FILE [--containers FILE] --out FILE [--explain IDS|all]");
    process.exit(2);
  }
  return { fields, out, ...(members ? { containers: members } : {}), ...(explained ? { explain: explained } : {}) };
}
