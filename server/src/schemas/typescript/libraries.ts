// Schema libraries: where they are imported from and which of their functions take a shape.
export interface SchemaLibrary {
  readonly id: LibraryId;
  /** Packages; a subpath of one counts as it. */
  readonly packages: readonly string[];
  /** Exports that stand for the whole library: `import { z } from "zod"`. */
  readonly namespaces: readonly string[];
  /** Functions whose object literal is a shape, in any capitalisation. */
  readonly objects: readonly string[];
  /** Members are optional unless they say `required`. */
  readonly optionalByDefault?: boolean;
}

export type LibraryId =
  | "zod" | "valibot" | "typebox" | "yup" | "joi" | "arktype" | "superstruct" | "io-ts" | "effect" | "vine" | "convex" | "drizzle" | "mongoose" | "sequelize";

export const libraries: readonly SchemaLibrary[] = [
  { id: "zod", namespaces: ["z", "zod"], objects: ["object", "strictobject", "looseobject", "interface"],
    packages: ["zod", "@zod/mini", "@zod/core", "@hono/zod-openapi", "nestjs-zod", "zod-openapi", "astro:content", "astro:schema", "astro/zod", "drizzle-zod", "zod-prisma-types"] },
  { id: "valibot", namespaces: ["v"], packages: ["valibot", "@valibot/valibot", "drizzle-valibot"],
    objects: ["object", "strictobject", "looseobject", "objectwithrest", "objectasync", "strictobjectasync", "looseobjectasync", "variant"] },
  { id: "typebox", namespaces: ["Type", "t", "TypeBox"], objects: ["object", "interface", "form", "cookie"],
    packages: ["@sinclair/typebox", "typebox", "@feathersjs/typebox", "@fastify/type-provider-typebox", "elysia", "drizzle-typebox"] },
  { id: "yup", namespaces: ["yup", "Yup"], packages: ["yup"], objects: ["object", "shape"], optionalByDefault: true },
  { id: "joi", namespaces: ["Joi", "joi"], packages: ["joi", "@hapi/joi", "celebrate", "joi-browser", "nestjs-joi"], objects: ["object", "keys"], optionalByDefault: true },
  { id: "arktype", namespaces: [], packages: ["arktype"], objects: ["type", "scope", "define"] },
  { id: "superstruct", namespaces: [], packages: ["superstruct"], objects: ["object", "type", "assign"] },
  { id: "io-ts", namespaces: [], packages: ["io-ts", "io-ts-types"], objects: ["type", "partial", "interface", "strict"] },
  { id: "effect", namespaces: ["Schema", "S"], packages: ["effect", "@effect/schema"], objects: ["struct", "class", "taggedclass", "taggedstruct", "taggederror", "taggedrequest"] },
  { id: "vine", namespaces: ["vine"], packages: ["@vinejs/vine"], objects: ["object", "group"] },
  { id: "convex", namespaces: ["v"], packages: ["convex/values", "convex/server"], objects: ["object", "definetable"] },
  { id: "drizzle", namespaces: [], packages: ["drizzle-orm"], objects: [] },
  { id: "mongoose", namespaces: ["mongoose", "Types"], packages: ["mongoose"], objects: [] },
  { id: "sequelize", namespaces: ["Sequelize", "DataTypes", "DataType"], packages: ["sequelize", "@sequelize/core", "sequelize-typescript"], objects: [] },
];

/** Methods and functions that add a shape to a schema that exists. */
export const extenders: ReadonlySet<string> = new Set([
  "extend", "safeextend", "augment", "keys", "shape", "append", "merge", "and", "createinsertschema", "createselectschema", "createupdateschema", "catchall",
]);

const byPackage: ReadonlyMap<string, SchemaLibrary> = new Map(libraries.flatMap((library) => library.packages.map((name) => [name, library] as const)));

/** The library a module specifier brings in: by package, or by the name of a local module that re-exports it. */
export function libraryOf(specifier: string): SchemaLibrary | undefined {
  const name = specifier.replace(/^(?:npm|jsr):\/?/, "").replace(/(?<=.)@[\d^~][^/]*/, "");
  const parts = name.split("/");
  const scoped = name.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  const exact = byPackage.get(name) ?? byPackage.get(scoped);
  if (exact !== undefined) return exact;
  if (!/^[.~#]|^@\/|^https?:/.test(specifier)) return undefined;
  return parts.slice(-3).map((part) => byPackage.get(part.replace(/\.\w+$/, ""))).find((library) => library !== undefined && library.id !== "effect");
}

/** Names that mean one library wherever they were imported from. */
export const conventionalNames: ReadonlyMap<string, LibraryId> = new Map<string, LibraryId>([
  ["z", "zod"], ["zod", "zod"], ["Joi", "joi"], ["joi", "joi"], ["yup", "yup"], ["Yup", "yup"], ["vine", "vine"], ["mongoose", "mongoose"],
  ["Sequelize", "sequelize"], ["DataTypes", "sequelize"], ["DataType", "sequelize"],
]);

export function libraryById(id: LibraryId): SchemaLibrary {
  const found = libraries.find((library) => library.id === id);
  if (found === undefined) throw new Error(`no library ${id}`);
  return found;
}

/** Capitalisation and underscores differ between libraries, meanings do not. */
export function normalised(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
