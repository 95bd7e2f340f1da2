import type { Attribute, FieldType, SchemaKind, ValueKind } from "../model/field.js";

export interface TypeText {
  readonly type: FieldType;
  readonly attributes: readonly Pick<Attribute, "name" | "arguments">[];
}

/** Reads a declared type given as text: "String? @db.Text", "string(email)", "string enum a,b[]", "zod z.string().email()". */
export function parseTypeText(text: string, schema: SchemaKind): TypeText {
  const trimmed = text.trim();
  if (/^zod\b/.test(trimmed)) return zodType(trimmed.slice(3).trim());
  return schema === "prisma" ? prismaType(trimmed) : schema === "openapi" ? openapiType(trimmed) : typescriptType(trimmed);
}

const prismaKinds: ReadonlyMap<string, ValueKind> = new Map([
  ["String", "string"], ["Int", "number"], ["BigInt", "number"], ["Float", "number"], ["Decimal", "number"], ["Boolean", "boolean"], ["DateTime", "date"], ["Json", "json"], ["Bytes", "bytes"],
]);
const openapiKinds: ReadonlyMap<string, ValueKind> = new Map([["string", "string"], ["integer", "number"], ["number", "number"], ["boolean", "boolean"], ["object", "object"]]);

function prismaType(text: string): TypeText {
  const [head = "", ...rest] = text.split(/(?<!\s)\s+(?=@)/), name = head.replace(/[?[\]]/g, "").trim();
  // Without the rest of the schema a named type is a relation when it is a list or says so, else most likely an enum.
  const kind = prismaKinds.get(name) ?? (/\[\]/.test(head) || /@relation\b/.test(text) ? "object" : "enum");
  return { type: made(head, kind, /\[\]/.test(head), head.includes("?"), kind === "object" || kind === "enum" ? name : undefined), attributes: rest.map(attribute) };
}

function attribute(text: string): Pick<Attribute, "name" | "arguments"> {
  const open = text.indexOf("("), name = (open < 0 ? text : text.slice(0, open)).replace(/^@+/, "").trim();
  return { name, arguments: open < 0 ? [] : [text.slice(open + 1).replace(/\)\s*$/, "")] };
}

function openapiType(text: string): TypeText {
  const isList = /\[\]/.test(text), base = text.replace(/(?<!\s)\s+in:\w.*/, "").replace(/\[\]/g, "").replace(/\|null\b/g, "");
  const attributes: Pick<Attribute, "name" | "arguments">[] = [];
  const values = /\benum\s+(.*)/.exec(base)?.[1];
  if (values !== undefined) return { type: { ...made(text, "enum", isList, false), values: values.split(",") }, attributes };
  const match = /^(string|integer|number|boolean|object|array|null)\b(?:\s*\(([^)]*)\))?/.exec(base.trim());
  if (!match) return { type: made(text, untyped.has(base.trim()) ? "unknown" : "object", isList, false, base.trim().replace(/\.(?:ya?ml|json)$/, "")), attributes };
  const format = match[2];
  if (format !== undefined) attributes.push({ name: "format", arguments: [format] });
  const kind = format === "date" || format === "date-time" ? "date" : format === "binary" || format === "byte" ? "bytes" : openapiKinds.get(match[1] ?? "") ?? "unknown";
  return { type: made(text, kind, isList, false), attributes };
}

function typescriptType(text: string): TypeText {
  if (/=>|^Function\b/.test(text)) return { type: made(text, "function", false, false), attributes: [] };
  const parts = text.split("|").map((p) => p.trim()).filter((p) => p !== "null" && p !== "undefined" && p !== "");
  const isOptional = /\|\s*(null|undefined)/.test(text), listed = parts.every((p) => /\[\]$|^(?:Readonly)?Array</.test(p)) && parts.length > 0;
  if (parts.length > 0 && parts.every((p) => /^["'`\d-]/.test(p))) return { type: made(text, "enum", false, isOptional), attributes: [] };
  const name = (parts[0] ?? "").replace(/(?<!\[\])(?:\[\])+$/, "").replace(/^(?:Readonly)?Array<(.*)>$/, "$1").replace(/^(?:Nullable|Maybe|InputMaybe|Partial|Ref|Relation|Scalars)<(.*)>$/, "$1").trim();
  const kind = scalarKind(name) ?? (/\[number\]$/.test(name) ? "enum" : name.startsWith("Record<") || name === "object" ? "json" : "object");
  return { type: made(text, kind, listed, isOptional, kind === "object" ? name : undefined), attributes: [] };
}

function scalarKind(name: string): ValueKind | undefined {
  if (/^(?:string|String|ID|UUID|Uuid|ObjectId|Types\.ObjectId)\b|Scalars\[["'](?:String|ID)/.test(name)) return "string";
  if (/^(?:number|Number|bigint|BigInt|int|Int|float|Float|double|Decimal|long|integer)\b|Scalars\[["'](?:Int|Float)/.test(name)) return "number";
  if (/^(?:boolean|Boolean|bool|true|false)\b|Scalars\[["']Boolean/.test(name)) return "boolean";
  if (/^(?:Date|DateTime|Dayjs|Moment|Timestamp|dayjs\.Dayjs)\b/.test(name)) return "date";
  if (untyped.has(name)) return "unknown";
  return undefined;
}

const untyped = new Set(["any", "unknown", "void", "never", "T", ""]);

const zodKinds: readonly (readonly [RegExp, ValueKind])[] = [
  [/\bz\s*\.\s*(?:coerce\s*\.\s*)?date\b/, "date"], [/\bz\s*\.\s*(?:coerce\s*\.\s*)?boolean\b/, "boolean"], [/\bz\s*\.\s*(?:coerce\s*\.\s*)?(?:number|bigint|int)\b/, "number"],
  [/\bz\s*\.\s*(?:enum|nativeEnum|literal)\b/, "enum"], [/\bz\s*\.\s*(?:object|record|discriminatedUnion)\b/, "object"], [/\bz\s*\.\s*function\b/, "function"],
  [/\bz\s*\.\s*(?:coerce\s*\.\s*)?(?:string|email|url|uuid|iso)\b|^z\s*\.\s*(?:url|email)/, "string"],
];

function zodType(text: string): TypeText {
  const isList = /\bz\s*\.\s*array\b|\.array\(\)/.test(text), isOptional = /\.(?:optional|nullish|nullable)\(/.test(text);
  const attributes = [...text.slice(0, 300).matchAll(/\.\s*(email|url|uuid|ip|regex|datetime)\s*\(([^)]*)/g)].map((m) => ({ name: m[1] ?? "", arguments: m[2] ? [m[2]] : [] }));
  const first = zodKinds.map(([pattern, kind]) => ({ at: text.search(pattern), kind })).filter((k) => k.at >= 0).sort((a, b) => a.at - b.at)[0];
  if (first) return { type: made(text.slice(0, 60), first.kind === "object" && /record/.test(text.slice(0, 20)) ? "json" : first.kind, isList, isOptional), attributes };
  const reference = /^[\w.]+/.exec(text)?.[0];
  const kind: ValueKind = reference === undefined || reference === "z" ? "unknown" : /config|toggle|settings/i.test(reference) ? "object" : "unknown";
  return { type: made(text.slice(0, 60), kind, isList, isOptional, reference), attributes };
}

function made(text: string, kind: ValueKind, isList: boolean, isOptional: boolean, reference?: string): FieldType {
  return reference === undefined ? { text, kind, isList, isOptional } : { text, kind, isList, isOptional, reference };
}
