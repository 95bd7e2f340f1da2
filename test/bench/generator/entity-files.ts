// The files of one entity: type, data transfer object, repository, service, routes, component, arithmetic.
import type { Random } from "./random.js";
import { leaks, lookAlikes, type WrittenSite } from "./sites.js";
import type { DomainPackage, Entity, FieldShape } from "./words.js";

/** "Customer3" → "customer3". */
export function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function typeFile({ name, fields }: Entity): string {
  const members = fields.map(({ name: field, type }) => `  readonly ${field}: ${type};`).join("\n");
  return `export interface ${name} {\n  readonly id: number;\n${members}\n}\n
export type ${name}Changes = Partial<Omit<${name}, "id">>;\n
export interface ${name}Page {\n  readonly items: readonly ${name}[];\n  readonly next?: number;\n}\n`;
}

export function dtoFile({ name, fields }: Entity): string {
  const properties = fields.map(({ name: field, type }) => `  ${field}!: ${type};`).join("\n\n");
  const checks = fields.filter(({ type }) => type !== "Date").map(({ name: field, type }) => `  if (typeof input.${field} !== "${type}") problems.push("${field}");`).join("\n");
  return `/** What is posted to make one. */\nexport class Create${name}Dto {\n${properties}\n}\n
/** Names of fields that are missing or of the wrong type. */\nexport function problemsOf${name}(input: Partial<Create${name}Dto>): readonly string[] {\n  const problems: string[] = [];\n${checks}\n  return problems;\n}\n`;
}

export function repositoryFile({ name, variable }: Entity): string {
  return `import { prisma } from "@acme/db";
import type { ${name}, ${name}Changes, ${name}Page } from "../types/${variable}.js";

const pageSize = 50;

export class ${name}Repository {
  async byId(id: number): Promise<${name} | undefined> {
    const row = await prisma.${variable}.findUnique({ where: { id } });
    return row ?? undefined;
  }

  async page(after: number | undefined): Promise<${name}Page> {
    const items = await prisma.${variable}.findMany({ take: pageSize, ...(after === undefined ? {} : { skip: 1, cursor: { id: after } }) });
    const last = items.at(-1);
    return items.length < pageSize || last === undefined ? { items } : { items, next: last.id };
  }

  async change(id: number, changes: ${name}Changes): Promise<${name}> {
    return prisma.${variable}.update({ where: { id }, data: changes });
  }

  async archive(id: number): Promise<void> {
    await prisma.${variable}.update({ where: { id }, data: { isArchived: true } });
  }
}
`;
}

/** The service, with the calls that send data abroad in those of persons. */
export function serviceFile(owner: DomainPackage, entity: Entity, random: Random): { readonly text: string; readonly written: readonly WrittenSite[] } {
  const { name, variable } = entity;
  const written = sitesFor(entity, random);
  const neighbour = owner.uses.at(-1);
  const other = neighbour === undefined ? undefined : random.pick(neighbour.entities);
  const imports = [...new Set([
    ...written.flatMap(({ imports: list }) => list),
    `import type { ${name}, ${name}Changes } from "../types/${variable}.js";`,
    `import { ${name}Repository } from "../repositories/${variable}.repository.js";`,
    `import { totalOf${name} } from "../arithmetic/${variable}.arithmetic.js";`,
    ...(neighbour === undefined || other === undefined ? [] : [`import { ${other.name}Service } from "@acme/${neighbour.name}/src/services/${other.variable}.service.js";`]),
  ])].sort();
  const text = `${imports.join("\n")}

export class ${name}Service {
  constructor(private readonly repository: ${name}Repository) {}

  async get(id: number): Promise<${name} | undefined> {
    return this.repository.byId(id);
  }

  async change(id: number, changes: ${name}Changes): Promise<${name}> {
    const before = await this.repository.byId(id);
    if (before === undefined) throw new Error(\`No ${variable} \${id}\`);
    if (before.isArchived) throw new Error(\`${name} \${id} is archived\`);
    return this.repository.change(id, changes);
  }

  async archiveAll(ids: readonly number[]): Promise<number> {
    let archived = 0;
    for (const id of ids) {
      const known = await this.repository.byId(id);
      if (known === undefined || known.isArchived) continue;
      await this.repository.archive(id);
      archived++;
    }
    return archived;
  }

  async total(after?: number): Promise<number> {
    const { items } = await this.repository.page(after);
    return totalOf${name}(items);
  }
${other === undefined ? "" : `
  async related(id: number, service: ${other.name}Service): Promise<string> {
    const found = await service.get(id);
    return found === undefined ? "none" : found.status;
  }
`}${written.map(({ code }) => `\n${code}`).join("")}}
`;
  return { text, written };
}

function sitesFor(entity: Entity, random: Random): readonly WrittenSite[] {
  const personal = entity.fields.filter((field) => field.type === "string" && !plain.has(field.name)).map(({ name }) => name);
  const [field, other] = random.some(personal.filter((name) => name !== "email"), 2);
  if (!entity.isPerson || field === undefined || other === undefined) return random.next() < 0.3 ? [random.pick(lookAlikes.slice(1))(entity, "status", "revision")] : [];
  return [...random.some(leaks, 1 + random.below(2)), ...random.some(lookAlikes, 1)].map((write) => write(entity, field, other));
}

const plain = new Set(["status", "currencyCode", "batchCode", "warehouseZone"]);

export function routesFile({ name, variable }: Entity): string {
  return `import { Router, type Request, type Response } from "express";
import { problemsOf${name}, type Create${name}Dto } from "../dto/${variable}.dto.js";
import { ${name}Repository } from "../repositories/${variable}.repository.js";
import { ${name}Service } from "../services/${variable}.service.js";

const service = new ${name}Service(new ${name}Repository());
export const ${variable}Routes = Router();

${variable}Routes.get("/${variable}/:id", async (request: Request, response: Response) => {
  const found = await service.get(Number(request.params["id"]));
  if (found === undefined) response.status(404).json({ error: "not found" });
  else response.json({ id: found.id, status: found.status });
});

${variable}Routes.post("/${variable}/:id", async (request: Request, response: Response) => {
  const body = request.body as Partial<Create${name}Dto>;
  const problems = problemsOf${name}(body);
  if (problems.length > 0) {
    response.status(400).json({ problems });
    return;
  }
  const changed = await service.change(Number(request.params["id"]), { status: body.status, revision: body.revision });
  response.json({ id: changed.id, revision: changed.revision });
});

${variable}Routes.delete("/${variable}/:id", async (request: Request, response: Response) => {
  response.json({ archived: await service.archiveAll([Number(request.params["id"])]) });
});
`;
}

export function componentFile({ name, variable, fields }: Entity): string {
  const inputs = fields.filter(({ type }) => type === "string").map(({ name: field }) => `      <label>\n        ${field}\n        <input value={draft.${field}} onChange={(event: { target: { value: string } }) => setDraft({ ...draft, ${field}: event.target.value })} />\n      </label>`).join("\n");
  return `import { useMemo, useState } from "react";
import type { ${name} } from "../types/${variable}.js";

interface ${name}FormProps {
  readonly ${variable}: ${name};
  readonly onSave: (${variable}: ${name}) => void;
}

export function ${name}Form({ ${variable}, onSave }: ${name}FormProps) {
  const [draft, setDraft] = useState<${name}>(${variable});
  const changed = useMemo(() => JSON.stringify(draft) !== JSON.stringify(${variable}), [draft, ${variable}]);
  return (
    <form onSubmit={() => onSave(draft)}>
${inputs}
      <button disabled={!changed}>Save</button>
    </form>
  );
}
`;
}

/** Work without any personal data: most of a real code base. */
export function arithmeticFile({ name, variable, fields }: Entity, random: Random): string {
  const numbers = fields.filter(({ type }) => type === "number");
  const first = numbers[0]?.name ?? "id";
  const functions = Array.from({ length: 18 + random.below(16) }, (_, at) => arithmeticFunction(name, numbers, at, random)).join("\n");
  return `import type { ${name} } from "../types/${variable}.js";\n
export function totalOf${name}(items: readonly ${name}[]): number {\n  return items.reduce((sum, item) => sum + item.${first}, 0);\n}\n\n${functions}`;
}

function arithmeticFunction(name: string, numbers: readonly FieldShape[], at: number, random: Random): string {
  const field = numbers.length === 0 ? "id" : random.pick(numbers).name;
  const [limit, step, factor] = [10 + random.below(90), 1 + random.below(9), 1 + random.below(20)];
  const verb = random.pick(["smoothed", "capped", "weighted", "ranked", "bucketed", "scaled"]);
  return `/** The ${verb} course of ${field}, in steps of ${step}. */
export function ${verb}${name}${at}(items: readonly ${name}[], limit = ${limit}): readonly number[] {
  const course: number[] = [];
  let carried = 0;
  for (let i = 0; i < items.length; i += ${step}) {
    const item = items[i];
    if (item === undefined || item.isArchived) continue;
    const value = Math.min(limit, item.${field} * ${factor});
    carried = carried * 0.5 + value * 0.5;
    course.push(carried > limit ? limit : carried);
  }
  return course.map((value, index) => value - (course[index - 1] ?? 0));
}
`;
}
