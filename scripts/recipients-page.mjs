// Writes docs/recipients.md from the catalog: node scripts/recipients-page.mjs          (--check: fails when the page is out of date)
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const data = join(root, "server/src/catalog/data");
const page = join(root, "docs/recipients.md");
const read = (file) => parse(readFileSync(join(data, file), "utf8"), { merge: true });

const { countries } = read("jurisdictions.yaml");
const operators = readOperators();
const libraries = readLibraries();

/** Operators of the three hosts files; entries without a name add to one listed before. */
function readOperators() {
  const result = new Map();
  for (const [file, verdict] of [["hosts-global.yaml", "outside"], ["hosts-cn.yaml", "cn"], ["hosts-more.yaml", "outside"]]) {
    for (const [id, entry] of Object.entries(read(file))) {
      const known = result.get(id);
      if (known) result.set(id, { ...known, hosts: [...known.hosts, ...(entry.hosts ?? [])], packages: [...known.packages, ...(entry.packages ?? [])] });
      else result.set(id, { packages: [], verdict, ...entry, id, in: (entry.verdict ?? verdict) === "cn" ? ["CN"] : entry.in });
    }
  }
  return [...result.values()];
}

function readLibraries() {
  const files = readdirSync(join(data, "sdks")).filter((file) => file.endsWith(".yaml")).sort();
  return files.map((file) => ({ id: file.replace(".yaml", ""), ...read(`sdks/${file}`) }));
}

function place(operator) {
  const names = operator.in.map((code) => `${countries[code].en} ${countries[code].zh}`).join(", ");
  const seat = operator.seat && operator.seat !== operator.in[0] ? `; operator in ${countries[operator.seat].en} ${countries[operator.seat].zh}` : "";
  return names + seat;
}

const code = (items) => items.map((item) => `\`${item}\``).join(" ");
const unique = (items) => [...new Set(items)];
const cell = (text) => text.replaceAll("|", "\\|");

function operatorTable(kind) {
  const rows = operators.filter((operator) => operator.kind === kind).sort((a, b) => a.name.localeCompare(b.name, "en"));
  return [
    `### ${kind}`, "", "| operator | id | place of the data | hosts | packages |", "|---|---|---|---|---|",
    ...rows.map((operator) => `| ${[cell(operator.name), `\`${operator.id}\``, place(operator), code(unique(operator.hosts)), code(unique(operator.packages))].join(" | ")} |`), "",
  ];
}

function libraryTable() {
  return [
    "| library | packages | recipient | versions | shapes checked against |", "|---|---|---|---|---|",
    ...libraries.map((library) => `| ${[cell(library.title ?? library.id), code(library.packages ?? []) || "globals", library.recipient ? `\`${library.recipient}\`` : "whoever owns the host",
      `\`${library.versions ?? "*"}\``, library.checked ?? "memory"].join(" | ")} |`), "",
  ];
}

function render() {
  const hosts = unique(operators.flatMap((operator) => operator.hosts));
  const packages = unique([...libraries.flatMap((library) => library.packages ?? []), ...operators.flatMap((operator) => operator.packages)]);
  return [
    "# Recipients", "", "Written by `node scripts/recipients-page.mjs` from `server/src/catalog/data`; do not edit.", "",
    `${operators.length} operators with ${hosts.length} hosts, ${libraries.length} library models, ${packages.length} npm packages.`, "",
    "A place is where the host is, as far as its name shows; most come from public knowledge and not from a reading of the operator's contract.",
    "Ask the operator before relying on one. Regions and accounts decide for many: then the place of the operator is given beside it. Hong Kong, Macau and",
    "Taiwan are outside the mainland. What `borderline.yaml` declares always comes first.", "",
    "## Libraries", "", ...libraryTable(), "## Operators", "",
    ...unique(operators.map((operator) => operator.kind)).sort().flatMap(operatorTable),
  ].join("\n");
}

const text = render();
if (!process.argv.includes("--check")) writeFileSync(page, text);
else if (readFileSync(page, "utf8") !== text) {
  console.error("docs/recipients.md is out of date: run node scripts/recipients-page.mjs");
  process.exit(1);
}
