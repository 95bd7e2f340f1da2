import { dirname, joinPath } from "../../../base/paths.js";
import { parsePrisma } from "../parser.js";
import type { PrismaBlock, PrismaSyntax } from "../syntax.js";
import type { PrismaSchemaText } from "./models.js";

/** Files that make one schema, and where its client is generated to. */
export interface PrismaSchemaGroup {
  readonly schemas: readonly PrismaSchemaText[];
  /** Folder of the file that heads the schema. */
  readonly folder: string;
  /** Folders of custom outputs, absolute. */
  readonly outputs: readonly string[];
  /** Generated to `node_modules/.prisma/client`, which "@prisma/client" re-exports. */
  readonly isDefault: boolean;
}

interface ReadSchema extends PrismaSchemaText {
  readonly syntax: PrismaSyntax;
}

/**
 * Sorts files into schemas. A datasource heads a schema; two in one folder are alternatives (one for SQLite, one for PostgreSQL).
 * Files without one belong to the head nearest in the tree: multi-file schemas keep models in folders beside or below it.
 */
export function groupPrismaSchemas(files: readonly PrismaSchemaText[]): readonly PrismaSchemaGroup[] {
  const read: ReadSchema[] = files.map((file) => ({ ...file, syntax: file.syntax ?? parsePrisma(file.text) }));
  const heads = headsOf(read);
  const groups = new Map<ReadSchema, ReadSchema[]>(heads.map((head) => [head, [head]]));
  for (const file of read) {
    if (groups.has(file)) continue;
    const head = nearest(file.file, heads, (other) => other.file);
    if (head !== undefined) groups.get(head)?.push(file);
  }
  return [...groups].map(([head, members]) => {
    const outputs = members.flatMap(outputsOf);
    const custom = outputs.flatMap((output) => (output === undefined ? [] : [output]));
    return { schemas: members, folder: dirname(head.file), outputs: custom, isDefault: outputs.length === 0 || outputs.includes(undefined) };
  });
}

/** The item whose path shares the most leading folders with a path; of equals the one less deep, then the first. */
export function nearest<T>(path: string, items: readonly T[], pathOf: (item: T) => string): T | undefined {
  const own = path.split("/");
  let best: T | undefined;
  let bestShared = -1;
  let bestDepth = 0;
  for (const item of items) {
    const other = pathOf(item).split("/");
    let shared = 0;
    while (shared < own.length && own[shared] === other[shared]) shared++;
    if (shared > bestShared || (shared === bestShared && other.length < bestDepth)) [best, bestShared, bestDepth] = [item, shared, other.length];
  }
  return best;
}

/** Files with a datasource; without any, those with a generator; else the first file. The least deep go first, schema.prisma before its neighbours. */
function headsOf(files: readonly ReadSchema[]): readonly ReadSchema[] {
  const having = (keyword: PrismaBlock["keyword"]) => files.filter(({ syntax }) => syntax.blocks.some((block) => block.keyword === keyword));
  const heads = [having("datasource"), having("generator"), files.slice(0, 1)].find((found) => found.length > 0) ?? [];
  const depth = ({ file }: ReadSchema) => file.split("/").length;
  const other = ({ file }: ReadSchema) => Number(!file.endsWith("/schema.prisma"));
  return [...heads].sort((a, b) => depth(a) - depth(b) || other(a) - other(b));
}

/** Outputs of the generators that make clients; undefined is the default one. */
function outputsOf({ file, syntax }: ReadSchema): readonly (string | undefined)[] {
  return syntax.blocks.filter(isClientGenerator).map((block) => {
    const output = literal(block, "output");
    if (output === undefined) return undefined;
    const path = joinPath(dirname(file), output);
    return /\/node_modules\/(?:\.prisma|@prisma)\/client$/.test(path) ? undefined : path;
  });
}

function isClientGenerator(block: PrismaBlock): boolean {
  return block.keyword === "generator" && /^prisma-client(?:-js|-ts)?$/.test(literal(block, "provider") ?? "");
}

function literal(block: PrismaBlock, key: string): string | undefined {
  return /^"([^"]+)"/.exec(block.properties.find((property) => property.key === key)?.value ?? "")?.[1];
}
