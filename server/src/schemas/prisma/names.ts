import type { ValueKind } from "../../model/field.js";
import { parsePrisma } from "./parser.js";
import type { PrismaMember, PrismaSyntax } from "./syntax.js";

/** What a schema declares for its sibling files: a multi-file schema is one name space. */
export interface PrismaNames {
  /** Enum name → values. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Models, views and composite types. */
  readonly containers: ReadonlySet<string>;
}

/** Siblings rarely change while one file is edited; their names are remembered, the longest unused ones given up. */
const remembered = new Map<string, PrismaNames>();
const rememberedFiles = 128;

/** What a text declares, by its content alone. */
export function namesIn(text: string): PrismaNames {
  const names = remembered.get(text) ?? namesOf(parsePrisma(text));
  remembered.delete(text);
  remembered.set(text, names);
  if (remembered.size > rememberedFiles) remembered.delete(remembered.keys().next().value ?? "");
  return names;
}

export function namesOf(syntax: PrismaSyntax): PrismaNames {
  const enums = new Map<string, readonly string[]>();
  const containers = new Set<string>();
  for (const block of syntax.blocks) {
    if (block.keyword === "enum") enums.set(block.name, block.members.map((member) => member.name));
    else if (block.keyword === "model" || block.keyword === "view" || block.keyword === "type") containers.add(block.name);
  }
  return { enums, containers };
}

export function joinNames(all: readonly PrismaNames[]): PrismaNames {
  const enums = new Map<string, readonly string[]>();
  const containers = new Set<string>();
  for (const names of all) {
    for (const [name, values] of names.enums) enums.set(name, values);
    for (const name of names.containers) containers.add(name);
  }
  return { enums, containers };
}

export interface ResolvedType {
  readonly kind: ValueKind;
  readonly reference?: string;
  readonly values?: readonly string[];
}

/** What a type name stands for. Names declared nowhere are judged by how the field uses them. */
export function resolveType(member: PrismaMember, names: PrismaNames): ResolvedType {
  const scalar = scalars[member.typeName];
  const declaredHere = names.enums.has(member.typeName) || names.containers.has(member.typeName);
  if (scalar !== undefined && !declaredHere) return { kind: scalar };
  const values = names.enums.get(member.typeName);
  if (values !== undefined) return { kind: "enum", reference: member.typeName, values };
  if (names.containers.has(member.typeName)) return { kind: "object", reference: member.typeName };
  if (member.typeName === "") return { kind: "unknown" };
  const usedAsEnum = member.attributes.some((attribute) => attribute.name === "default" && /^[A-Za-z_]\w*$/.test(attribute.arguments[0] ?? "") && !/^(?:true|false)$/.test(attribute.arguments[0] ?? ""));
  return { kind: usedAsEnum ? "enum" : /^[A-Z]/.test(member.typeName) ? "object" : "unknown", reference: member.typeName };
}

const scalars: Readonly<Record<string, ValueKind | undefined>> = Object.assign(Object.create(null) as Record<string, ValueKind | undefined>, {
  String: "string", Int: "number", BigInt: "number", Float: "number", Decimal: "number", Boolean: "boolean",
  DateTime: "date", Bytes: "bytes", Json: "json", Unsupported: "unknown",
  // Prisma 1 and ZModel.
  ID: "string", UUID: "string", Any: "unknown", Null: "unknown",
} satisfies Record<string, ValueKind>);
