import type { TextRange } from "../../../base/range.js";
import { joinNames, namesOf, resolveType, type PrismaNames } from "../names.js";
import { parsePrisma } from "../parser.js";
import type { PrismaBlock, PrismaMember, PrismaSyntax } from "../syntax.js";

/** A schema file as handed in. */
export interface PrismaSchemaText {
  readonly file: string;
  readonly text: string;
  /** The text's syntax where it is known already. */
  readonly syntax?: PrismaSyntax;
}

/** Where a property of a client's types is declared in the schema. */
export interface PrismaFieldPlace {
  readonly file: string;
  /** Name of the model, view or composite type. */
  readonly model: string;
  readonly field: string;
  readonly nameRange: TextRange;
}

export interface ClientField {
  readonly place: PrismaFieldPlace;
  /** Type of the value without list and null; a model's name where `relation`. */
  readonly type: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly relation: boolean;
  /** A new row cannot do without it. */
  readonly required: boolean;
}

export interface ClientModel {
  readonly name: string;
  /** Composite types have no delegate. */
  readonly composite: boolean;
  readonly fields: readonly ClientField[];
}

export interface ClientEnum {
  readonly name: string;
  readonly values: readonly string[];
}

export interface ClientSchema {
  readonly models: readonly ClientModel[];
  readonly enums: readonly ClientEnum[];
}

/** What a client generated from these files would know. The first declaration of a name counts. */
export function clientSchema(schemas: readonly PrismaSchemaText[]): ClientSchema {
  const parsed = schemas.map(({ file, text, syntax }) => ({ file, ...(syntax ?? parsePrisma(text)) }));
  const names = joinNames(parsed.map(namesOf));
  const jsonNamespace = jsonNamespaceOf(parsed.flatMap(({ blocks }) => blocks));
  const declared = new Map<string, { readonly file: string; readonly block: PrismaBlock }>();
  for (const { file, blocks } of parsed) {
    for (const block of blocks) if (isDeclarable(block) && !declared.has(block.name)) declared.set(block.name, { file, block });
  }
  const kinds = new Map([...declared].map(([name, { block }]) => [name, block.keyword]));
  const context: Context = { names, kinds, jsonNamespace };
  const models: ClientModel[] = [];
  const enums: ClientEnum[] = [];
  for (const [name, { file, block }] of declared) {
    if (block.keyword === "enum") enums.push({ name, values: block.members.map((member) => member.name) });
    else models.push({ name, composite: block.keyword === "type", fields: fieldsOf(block, file, context) });
  }
  return { models, enums };
}

interface Context {
  readonly names: PrismaNames;
  readonly kinds: ReadonlyMap<string, PrismaBlock["keyword"]>;
  readonly jsonNamespace: string | undefined;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names Prisma refuses too, because the declarations could not be written. */
const reserved = new Set(("Prisma PrismaClient any async await bigint boolean break case catch class const continue debugger default delete do else enum export " +
  "extends false finally for function if implements import in instanceof interface let never new null number object package private protected public return " +
  "static string super switch symbol this throw true try type typeof undefined unknown using var void while with yield").split(" "));

function isDeclarable(block: PrismaBlock): boolean {
  if (block.keyword !== "model" && block.keyword !== "view" && block.keyword !== "type" && block.keyword !== "enum") return false;
  return identifier.test(block.name) && !reserved.has(block.name) && !block.attributes.some((attribute) => attribute.name === "ignore");
}

function fieldsOf(block: PrismaBlock, file: string, context: Context): readonly ClientField[] {
  const keys = new Set<string>(block.members.flatMap(relationKeys));
  const fields = new Map<string, ClientField>();
  for (const member of block.members) {
    const field = fieldOf(member, block.name, file, context, keys);
    if (field !== undefined && !fields.has(member.name)) fields.set(member.name, field);
  }
  return [...fields.values()];
}

function fieldOf(member: PrismaMember, model: string, file: string, context: Context, keys: ReadonlySet<string>): ClientField | undefined {
  const has = (name: string) => member.attributes.some((attribute) => attribute.name === name);
  if (has("ignore") || member.typeName === "" || member.typeName === "Unsupported") return undefined;
  const kind = context.kinds.get(member.typeName);
  const relation = kind === "model" || kind === "view";
  return {
    place: { file, model, field: member.name, nameRange: member.nameRange },
    type: relation ? member.typeName : valueType(member, context),
    isList: member.isList, isOptional: member.isOptional, relation,
    required: !relation && !member.isList && !member.isOptional && !has("default") && !has("updatedAt") && !keys.has(member.name),
  };
}

const scalars: ReadonlyMap<string, string> = new Map([
  ["String", "string"], ["Boolean", "boolean"], ["Int", "number"], ["Float", "number"], ["BigInt", "bigint"],
  ["Decimal", "$.Decimal"], ["DateTime", "$.DateTime"], ["Json", "$.JsonValue"], ["Bytes", "$.Bytes"],
]);

function valueType(member: PrismaMember, { names, kinds, jsonNamespace }: Context): string {
  const kind = kinds.get(member.typeName);
  if (kind === "enum") return `$Enums.${member.typeName}`;
  if (kind === "type") return member.typeName;
  if (member.typeName === "Json" && jsonNamespace !== undefined) {
    const typed = member.leading.concat(member.trailing).map((comment) => /^!?\[([A-Za-z_]\w*)\]/.exec(comment.text)?.[1]).find((name) => name !== undefined);
    if (typed !== undefined) return `${jsonNamespace}.${typed}`;
  }
  const resolved = resolveType(member, names);
  return resolved.reference === undefined ? (scalars.get(member.typeName) ?? "any") : "any";
}

/** Scalars that a relation fills: `fields: [userId]`. */
function relationKeys(member: PrismaMember): readonly string[] {
  const list = member.attributes.filter((attribute) => attribute.name === "relation").flatMap((attribute) => attribute.arguments).find((argument) => /^fields\s*:/.test(argument));
  return list?.slice(list.indexOf("[") + 1).match(/\w+/g) ?? [];
}

/** prisma-json-types-generator types Json fields by `/// [Name]`; the workspace declares the types in this name space. */
function jsonNamespaceOf(blocks: readonly PrismaBlock[]): string | undefined {
  const generator = blocks.find((block) => block.keyword === "generator" && block.properties.some((property) => property.key === "provider" && property.value.includes("prisma-json-types-generator")));
  if (generator === undefined) return undefined;
  const own = generator.properties.find((property) => property.key === "namespace")?.value.replace(/"/g, "") ?? "";
  return identifier.test(own) ? own : "PrismaJson";
}
