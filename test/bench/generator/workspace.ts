// A workspace of about so many lines: packages that import each other, schemas, services, wrappers round libraries, React components.
// The same lines and seed make the same bytes. Sites where personal data is sent abroad are known, so that what a scan finds can be checked.
import { virtualPrismaFiles } from "../../../server/src/schemas/prisma/client/index.js";
import { arithmeticFile, componentFile, dtoFile, lower, repositoryFile, routesFile, serviceFile, typeFile } from "./entity-files.js";
import { openApiFile } from "./openapi.js";
import { libraryDeclarations, platformNames, platformPackages } from "./platform.js";
import { Random } from "./random.js";
import { siteMark, type Site, type WrittenSite } from "./sites.js";
import { domains, persons, personalFields, plainFields, things, type DomainPackage, type Entity } from "./words.js";

export interface ExpectedSite extends Site {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface GeneratedWorkspace {
  /** Path below the workspace → text, libraries' declarations included. */
  readonly files: ReadonlyMap<string, string>;
  /** Folder names that a package is linked under: node_modules/@acme/NAME → packages/NAME. */
  readonly packages: readonly string[];
  readonly expected: readonly ExpectedSite[];
  /** Lines of the workspace's own files. */
  readonly lines: number;
}

export interface WorkspaceShape {
  readonly lines: number;
  readonly seed: number;
  /** One tsconfig.json for all, instead of one a package as well. */
  readonly oneProject?: boolean;
}

const entitiesPerPackage = 6;

export function generateWorkspace({ lines, seed, oneProject = false }: WorkspaceShape): GeneratedWorkspace {
  const random = new Random(seed);
  const writer = new WorkspaceWriter(oneProject);
  writer.addAll(platformPackages());
  for (const name of platformNames) writer.addPackage(name, []);
  const packages: DomainPackage[] = [];
  for (let number = 0; writer.lines < lines; number++) {
    const made = domainPackage(number, packages, random);
    packages.push(made);
    writeDomainPackage(made, writer, random);
  }
  writer.addAll(rootFiles());
  writer.addLibraries();
  return { files: writer.files, packages: writer.packages, expected: writer.expected, lines: writer.lines };
}

function domainPackage(number: number, before: readonly DomainPackage[], random: Random): DomainPackage {
  const name = `${domains[number % domains.length] ?? ""}-${Math.floor(number / domains.length) + 1}`;
  const uses = before.length === 0 ? [] : random.some(before.slice(-12), 3);
  const entities = Array.from({ length: entitiesPerPackage }, (_, at): Entity => {
    const isPerson = at % 3 === 0;
    const entityName = `${random.pick(isPerson ? persons : things)}${number * entitiesPerPackage + at}`;
    const personal = isPerson ? [...personalFields.slice(0, 1), ...random.some(personalFields.slice(1), 4)] : [];
    const required = ["status", "revision", "isArchived"];
    const fields = [...personal, ...plainFields.filter((field) => required.includes(field.name)), ...random.some(plainFields.filter((field) => !required.includes(field.name)), isPerson ? 4 : 7)];
    return { name: entityName, variable: lower(entityName), isPerson, fields };
  });
  return { name, entities, uses };
}

function writeDomainPackage(made: DomainPackage, writer: WorkspaceWriter, random: Random): void {
  const root = `packages/${made.name}`;
  writer.addPackage(made.name, [...platformNames, ...made.uses.slice(-1).map(({ name }) => name)]);
  for (const entity of made.entities) {
    const { variable } = entity;
    writer.add(`${root}/src/types/${variable}.ts`, typeFile(entity));
    writer.add(`${root}/src/dto/${variable}.dto.ts`, dtoFile(entity));
    writer.add(`${root}/src/repositories/${variable}.repository.ts`, repositoryFile(entity));
    const { text, written } = serviceFile(made, entity, random);
    writer.addWithSites(`${root}/src/services/${variable}.service.ts`, text, written);
    writer.add(`${root}/src/routes/${variable}.routes.ts`, routesFile(entity));
    writer.add(`${root}/src/components/${entity.name}Form.tsx`, componentFile(entity));
    writer.add(`${root}/src/arithmetic/${variable}.arithmetic.ts`, arithmeticFile(entity, random));
  }
  writer.add(`${root}/src/lib/telemetry.ts`, `import { track } from "@acme/analytics";\n\nexport function report(event: string, details: Record<string, unknown>): void {\n  track("${made.name}", \`${made.name}.\${event}\`, { ...details, area: "${made.name}" });\n}\n`);
  writer.add(`${root}/src/index.ts`, made.entities.map(({ name, variable }) => `export { ${name}Service } from "./services/${variable}.service.js";\nexport type { ${name} } from "./types/${variable}.js";\n`).join(""));
  writer.add(`${root}/openapi.yaml`, openApiFile(made));
  writer.add(`packages/db/prisma/schema/${made.name}.prisma`, made.entities.map(modelOf).join("\n"));
}

function modelOf({ name, fields }: Entity): string {
  return `model ${name} {\n  id Int @id\n${fields.map((field) => `  ${field.name} ${field.prisma}`).join("\n")}\n}\n`;
}

function rootFiles(): ReadonlyMap<string, string> {
  const options = { target: "es2023", module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", strict: true, noEmit: true, skipLibCheck: true, lib: ["es2023", "dom"], types: ["node"] };
  return new Map([
    ["package.json", `${JSON.stringify({ name: "acme", private: true, workspaces: ["packages/*"] }, undefined, 2)}\n`],
    ["tsconfig.base.json", `${JSON.stringify({ compilerOptions: options }, undefined, 2)}\n`],
    ["tsconfig.json", `${JSON.stringify({ extends: "./tsconfig.base.json", include: ["packages/*/src"] }, undefined, 2)}\n`],
    [".gitignore", "node_modules/\nexpected.json\n"],
    ["packages/db/prisma/schema/main.prisma", 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n\ngenerator client {\n  provider = "prisma-client-js"\n}\n'],
  ]);
}

class WorkspaceWriter {
  readonly files = new Map<string, string>();
  readonly packages: string[] = [];
  readonly expected: ExpectedSite[] = [];
  lines = 0;

  constructor(readonly oneProject: boolean) {}

  add(path: string, text: string): void {
    this.files.set(path, text);
    this.lines += text.split("\n").length - 1;
  }

  addAll(files: ReadonlyMap<string, string>): void {
    for (const [path, text] of files) this.add(path, text);
  }

  /** Marks tell the lines of sites, in the order they were written. */
  addWithSites(file: string, text: string, written: readonly WrittenSite[]): void {
    const sites = written.flatMap(({ site }) => site ?? []);
    const lines = text.split("\n").flatMap((line, at) => (line.includes(siteMark) ? [at + 1] : []));
    lines.forEach((line, at) => {
      const site = sites[at];
      if (site !== undefined) this.expected.push({ file, line, ...site });
    });
    this.add(file, text.replaceAll(siteMark, ""));
  }

  addPackage(name: string, dependencies: readonly string[]): void {
    this.packages.push(name);
    this.add(`packages/${name}/package.json`, `${JSON.stringify({ name: `@acme/${name}`, version: "1.0.0", type: "module", main: "./src/index.ts", types: "./src/index.ts", dependencies: Object.fromEntries(dependencies.map((other) => [`@acme/${other}`, "*"])) }, undefined, 2)}\n`);
    if (!this.oneProject) this.add(`packages/${name}/tsconfig.json`, '{ "extends": "../../tsconfig.base.json", "include": ["src"] }\n');
  }

  /** As `npm install` and `prisma generate` would leave them; no lines of ours. */
  addLibraries(): void {
    for (const [path, text] of libraryDeclarations()) this.files.set(path, text);
    const schemas = [...this.files].filter(([path]) => path.endsWith(".prisma")).map(([path, text]) => ({ file: `/${path}`, text }));
    const client = virtualPrismaFiles({ schemas, roots: ["/"], read: () => undefined });
    for (const [path, text] of client.files) this.files.set(path.replace(/^\/+/, ""), text);
  }
}
