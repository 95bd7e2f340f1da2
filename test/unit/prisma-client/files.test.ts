import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { normalisePath } from "../../../server/src/base/paths.js";
import { virtualPrismaFiles, type PrismaSchemaText, type VirtualPrismaFiles } from "../../../server/src/schemas/prisma/client/index.js";
import { ask, type ProgramAnswer } from "./client-program.js";

const datasource = 'datasource db { provider = "postgresql" }\n';
const generator = (output?: string, provider = "prisma-client-js") => `generator client {\n  provider = "${provider}"\n${output === undefined ? "" : `  output = "${output}"\n`}}\n`;
const people = "model Person {\n  id Int @id\n  email String\n  pets Pet[]\n}\n";
const pets = "model Pet {\n  id Int @id\n  name String\n  ownerId Int\n  owner Person @relation(fields: [ownerId], references: [id])\n}\n";

/** Folders are looked up on the disk, so the programs stand in a real one; every text is virtual. */
let root: string;

beforeEach(() => {
  root = normalisePath(realpathSync(mkdtempSync(join(tmpdir(), "prisma-client-"))));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function plan(schemas: Readonly<Record<string, string>>, roots: readonly string[] = [""], disk: Readonly<Record<string, string>> = {}): VirtualPrismaFiles {
  const texts: PrismaSchemaText[] = Object.entries(schemas).map(([file, text]) => ({ file: `${root}/${file}`, text }));
  return virtualPrismaFiles({ schemas: texts, roots: roots.map((name) => (name === "" ? root : `${root}/${name}`)), read: (path) => disk[path.slice(root.length + 1)] });
}

function run(virtual: VirtualPrismaFiles, code: string, paths: Readonly<Record<string, readonly string[]>>, folder = root, options: Readonly<Record<string, unknown>> = {}): ProgramAnswer {
  for (const directory of virtual.directories) if (directory.startsWith(root)) mkdirSync(directory, { recursive: true });
  mkdirSync(folder, { recursive: true });
  return ask({ folder, files: virtual.files, code, paths, options, fieldAt: (path, offset) => virtual.fieldAt(path, offset) });
}

const query = "const prisma = new PrismaClient();\nexport const found = await prisma.person.findFirstOrThrow({ select: { email: true, pets: { select: { name: true } } } });";
const shape = "{Person.email, Person.pets: [{Pet.name}]}";

describe("where clients are found", () => {
  it("by paths, whatever node_modules looks like", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator() + people + pets });
    const answer = run(virtual, `import { PrismaClient } from "@prisma/client";\nimport { Decimal, PrismaClientKnownRequestError, type DefaultArgs, type ITXClientDenyList } from "@prisma/client/runtime/library";\n${query}
      import type { Prisma } from "@prisma/client/edge"; export const delegate = {} as Pick<Prisma.PersonDelegate<DefaultArgs>, "fields">; export const decimal = new Decimal(1);
      export const client = (tx: Omit<PrismaClient, ITXClientDenyList>) => tx.person; export const error = (value: unknown) => value instanceof PrismaClientKnownRequestError && value.code;`, virtual.pathsFor(root));
    expect(answer.errors).toEqual([]);
    expect(answer.shapes["found"]).toBe(shape);
    expect(answer.shapes["decimal"]).toBe("Decimal");
  });

  it("in node_modules, where nothing is installed", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator() + people + pets });
    const answer = run(virtual, `import { PrismaClient } from "@prisma/client";\nexport { Prisma } from "@prisma/client/extension";\nexport { Decimal } from "@prisma/client/runtime/library";\n${query}`, {});
    expect(answer.errors).toEqual([]);
    expect(answer.shapes["found"]).toBe(shape);
  });

  it("says nothing about an installed package", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator() + people + pets }, [""], { "node_modules/@prisma/client/package.json": "{}" });
    expect([...virtual.files.keys()].some((path) => path.includes("/@prisma/"))).toBe(false);
    expect(virtual.files.has(`${root}/node_modules/.prisma/client/index.d.ts`)).toBe(true);
  });

  it.each(["./generated/prisma", "./generated/prisma/client", "./generated/prisma/client.js", "./generated/prisma/index.js", "@/generated/prisma/client", "./generated/prisma/edge"])("in a custom output: %s", (specifier) => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator("../generated/prisma", "prisma-client") + people + pets });
    const answer = run(virtual, `import { PrismaClient } from "${specifier}";\nimport type { PersonModel } from "./generated/prisma/models";\n${query}\nexport const row = {} as PersonModel;`, { "@/*": ["./*"] });
    expect(answer.errors).toEqual([]);
    expect(answer.shapes).toEqual({ found: shape, row: "{Person.id, Person.email}" });
  });

  it("with Node's own resolution", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator("../generated/prisma", "prisma-client") + people + pets });
    const answer = run(virtual, `import { PrismaClient } from "./generated/prisma/client.js";\n${query}`, {}, root, { module: "nodenext", moduleResolution: "nodenext", moduleDetection: "force" });
    expect(answer.shapes["found"]).toBe(shape);
  });

  it("in an output that is a package", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator("../node_modules/@acme/database") + people + pets });
    const answer = run(virtual, `import { PrismaClient } from "@acme/database";\n${query}`, virtual.pathsFor(root));
    expect(answer.shapes["found"]).toBe(shape);
  });

  it("from another package of a monorepo", () => {
    const virtual = plan({ "packages/db/prisma/schema.prisma": datasource + generator() + people + pets }, ["", "packages/db", "apps/web"]);
    for (const paths of [virtual.pathsFor(`${root}/apps/web`), {}]) {
      const answer = run(virtual, `import { PrismaClient } from "@prisma/client";\n${query}`, paths, `${root}/apps/web`);
      expect(answer.shapes["found"]).toBe(shape);
    }
  });

  it("each package has its own schema's client", () => {
    const virtual = plan({
      "apps/a/prisma/schema.prisma": datasource + generator() + people + pets,
      "apps/b/prisma/schema.prisma": `${datasource}${generator()}model Person {\n id Int @id\n passport String\n}`,
    }, ["", "apps/a", "apps/b"]);
    const code = 'import type { Person } from "@prisma/client";\nexport const person = {} as Person;';
    for (const [app, expected] of [["a", "{Person.id, Person.email}"], ["b", "{Person.id, Person.passport}"]] as const) {
      const answer = run(virtual, code, virtual.pathsFor(`${root}/apps/${app}`), `${root}/apps/${app}`);
      expect(answer.shapes["person"]).toBe(expected);
      expect(new Set(answer.places.map((place) => place.file))).toEqual(new Set([`${root}/apps/${app}/prisma/schema.prisma`]));
    }
  });
});

it("an example deeper in the tree does not stand for the workspace", () => {
  const virtual = plan({ "examples/old/prisma/schema.prisma": `${datasource}${generator()}model Person {\n id Int @id\n}`, "prisma/schema.prisma": datasource + generator() + people + pets });
  const answer = run(virtual, 'import type { Person } from "@prisma/client";\nexport const person = {} as Person;', virtual.pathsFor(root));
  expect(answer.shapes["person"]).toBe("{Person.id, Person.email}");
});

describe("schemas of several files", () => {
  it("are one client, and each field knows its file", () => {
    const schemas = { "prisma/schema.prisma": datasource + generator(), "prisma/models/people.prisma": people, "prisma/models/pets.prisma": pets };
    const virtual = plan(schemas);
    const answer = run(virtual, `import { PrismaClient } from "@prisma/client";\n${query}`, virtual.pathsFor(root));
    expect(answer.shapes["found"]).toBe(shape);
    const texts = new Map(Object.entries(schemas).map(([file, text]) => [`${root}/${file}`, text]));
    expect(answer.places.map((place) => [place.file.slice(root.length + 1), texts.get(place.file)?.slice(place.nameRange.start, place.nameRange.end)])).toEqual([
      ["prisma/models/people.prisma", "email"], ["prisma/models/people.prisma", "pets"], ["prisma/models/pets.prisma", "name"],
    ]);
  });

  it("for several databases are alternatives; schema.prisma stands for them", () => {
    const virtual = plan({ "prisma/lite.prisma": `${datasource}${generator()}model Person {\n id Int @id\n}`, "prisma/schema.prisma": datasource + generator() + people + pets });
    const answer = run(virtual, 'import type { Person } from "@prisma/client";\nexport const person = {} as Person;', virtual.pathsFor(root));
    expect(answer.shapes["person"]).toBe("{Person.id, Person.email}");
  });
});

describe("clients that exist", () => {
  const real = "export type Person = $Result.DefaultSelection<Prisma.$PersonPayload>";
  const schema = { "prisma/schema.prisma": datasource + generator() + people + pets + "model PersonPet {\n id Int @id\n}\n" };

  it("are left alone, and their types map by name", () => {
    const path = `${root}/node_modules/.prisma/client/index.d.ts`;
    const virtual = plan(schema, [""], { "node_modules/.prisma/client/index.d.ts": real });
    expect(virtual.files.size).toBe(0);
    expect(virtual.pathsFor(root)).toEqual({});
    const place = (declaration: string, property: string) => {
      const found = virtual.fieldOfGenerated(path, declaration, property);
      return found === undefined ? undefined : `${found.model}.${found.field}`;
    };
    expect(place("$PersonPayload", "email")).toBe("Person.email");
    expect(place("PersonUncheckedCreateWithoutPetsInput", "email")).toBe("Person.email");
    expect(place("PersonMinAggregateOutputType", "email")).toBe("Person.email");
    expect(place("$PersonPetPayload", "id")).toBe("PersonPet.id");
    expect(place("$PersonPayload", "phone")).toBeUndefined();
    expect(place("$PersonalPayload", "email")).toBeUndefined();
    expect(place("PersonDelegate", "email")).toBeUndefined();
  });

  it("are missing where only the stub of the package stands", () => {
    const virtual = plan(schema, [""], { "node_modules/.prisma/client/index.d.ts": "export declare const PrismaClient: any\n" });
    expect(virtual.files.has(`${root}/node_modules/.prisma/client/index.d.ts`)).toBe(true);
  });

  it("in a custom output are left alone too", () => {
    const virtual = plan({ "prisma/schema.prisma": datasource + generator("../db") + people + pets }, [""], { "db/client.ts": "" });
    expect(virtual.files.size).toBe(0);
    expect(virtual.fieldOfGenerated(`${root}/db/internal/prismaNamespace.ts`, "$PersonPayload", "email")?.field).toBe("email");
  });
});

describe("schemas as people write them", () => {
  const declare = (schema: string, code: string): ProgramAnswer => {
    const virtual = plan({ "schema.prisma": generator() + schema });
    return run(virtual, code, virtual.pathsFor(root));
  };

  it("names that shadow globals", () => {
    const models = ["Date", "Record", "Result", "Payload", "Error", "Promise", "Omit", "Args", "Array", "Element"];
    const schema = models.map((name) => `model ${name} {\n id Int @id\n at DateTime\n price Decimal\n nodeId Int\n}`).join("\n");
    const answer = declare(schema, `import { PrismaClient } from "@prisma/client";\nconst p = new PrismaClient();\n${models.map((name) => `export const of${name} = await p.${name.charAt(0).toLowerCase() + name.slice(1)}.findMany({ omit: { nodeId: true } });`).join("\n")}`);
    expect(answer.errors).toEqual([]);
    expect(Object.values(answer.shapes)).toEqual(models.map((name) => `[{${name}.id, ${name}.at, ${name}.price}]`));
  });

  it("what is ignored, unsupported or half-typed", () => {
    const schema = `model A {\n id Int @id\n secret String @ignore\n place Unsupported("point")?\n other Missing?\n mail\n list String[]\n}\nmodel B {\n id Int @id\n @@ignore\n}\nmodel any {\n id Int\n}\nmodel A {\n twice Int\n}\nmodel Open {\n email String`;
    const answer = declare(schema, 'import type { A, Open } from "@prisma/client";\nexport const a = {} as A;\nexport const open = {} as Open;');
    expect(answer.errors).toEqual([]);
    expect(answer.shapes).toEqual({ a: "{A.id, A.other, A.list: [string]}", open: "{Open.email}" });
  });

  it("names that are no identifiers", () => {
    const schema = 'enum Tone {\n  low-key\n  loud @map("LOUD")\n}\nmodel A {\n id Int @id\n 手机号 String\n tone-of Tone?\n class String\n}';
    const answer = declare(schema, 'import { Tone, type A } from "@prisma/client";\nexport const a = {} as A;\nexport const tone = Tone["low-key"];');
    expect(answer.errors).toEqual([]);
    expect(answer.shapes).toEqual({ a: "{A.id, A.手机号, A.tone-of, A.class}", tone: '"low-key"' });
  });

  it("programs that are not strict", () => {
    const virtual = plan({ "schema.prisma": people + pets });
    const answer = run(virtual, `import pkg, { PrismaClient } from "@prisma/client";\n${query}\nexport const all = await prisma.person.findMany();\nexport const more = await new pkg.PrismaClient().pet.findFirst({ include: { owner: true } });`, virtual.pathsFor(root), root, { strict: false });
    expect(answer.errors).toEqual([]);
    expect(answer.shapes).toEqual({ found: shape, all: "[{Person.id, Person.email}]", more: "{Pet.id, Pet.name, Pet.ownerId, Pet.owner: {Person.id, Person.email}}" });
  });

  it("composite types, and Json typed in a comment", () => {
    const schema = `generator json {\n provider = "prisma-json-types-generator"\n}\ntype Address {\n street String\n}\nmodel A {\n id Int @id\n home Address?\n /// [Contact]\n contact Json\n}`;
    const answer = declare(schema, 'import type { A } from "@prisma/client";\ndeclare global { namespace PrismaJson { type Contact = { phone: string } } }\nexport const a = {} as A;');
    expect(answer.errors).toEqual([]);
    expect(answer.shapes["a"]).toBe("{A.id, A.home: {Address.street} | null, A.contact: {~phone}}");
  });

  it("no schema at all", () => {
    expect(plan({}).files.size).toBe(0);
    expect(plan({ "schema.prisma": "" }).fieldAt("/x", 3)).toBeUndefined();
  });
});
