// Tells OpenAPI and JSON Schema from the other JSON and YAML of a workspace, by the keys at the root alone.
import { closeBrace, colon, comma, openBrace, quote, skipBlank, skipJsonValue, stringEnd } from "./json-scan.js";

export type Dialect = "openapi" | "json-schema";

/** The decision is made on this much of the beginning: root keys of large documents of other kinds need not all be seen. */
const window = 64 * 1024;
const maxKeys = 200;

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
const pathItemKeys = new Set([...methods, "parameters", "summary", "description", "servers"]);

/** A root key with the beginning of its value. */
interface RootKey {
  readonly key: string;
  readonly value: string;
}

/** What a text is; undefined for everything that is neither. The path only says which language `.json` files speak. */
export function recogniseOpenApi(text: string, _path?: string): Dialect | undefined {
  const start = text.slice(0, window);
  // One of these words stands in every document meant; most other files end here.
  if (!/openapi|swagger|\$schema|properties|responses|schema|\$defs|definitions|items/.test(start)) return undefined;
  const keys = /^\s*\{/.test(start) ? jsonKeys(start) : yamlKeys(start);
  return decide(keys);
}

function decide(keys: readonly RootKey[]): Dialect | undefined {
  const value = (key: string): string | undefined => keys.find(each => each.key === key)?.value;
  if (/^["']?3\.\d/.test(value("openapi") ?? "") || /^["']?2(?:\.0)?\b/.test(value("swagger") ?? "")) return "openapi";
  if (value("openapi") !== undefined && (value("paths") ?? value("info") ?? value("components")) !== undefined) return "openapi";
  if (isSchema(keys, value)) return "json-schema";
  if (isPathItem(keys) || isPathMap(keys) || isParameter(value) || isResponse(value)) return "openapi";
  if (isSchemaMap(keys)) return "json-schema";
  return undefined;
}

/** A schema says what it is; without $schema its type must be an object's with properties, or the like. */
function isSchema(keys: readonly RootKey[], value: (key: string) => string | undefined): boolean {
  const declared = value("$schema");
  const shaped = ["properties", "$defs", "definitions", "allOf", "oneOf", "anyOf", "items", "patternProperties"].some(key => keys.some(each => each.key === key));
  if (declared !== undefined) return /json-schema\.org/.test(declared) || (shaped && value("type") !== undefined);
  const type = /^(["']?)(\w+)\1(?=[\s,}#]|$)/.exec(value("type") ?? "")?.[2];
  if (type === "object") return value("properties") !== undefined || value("allOf") !== undefined;
  if (type === "array") return value("items") !== undefined;
  const onlySchemaKeys = keys.every(({ key }) => ["properties", "required", "description", "title", "$id", "id", "additionalProperties"].includes(key));
  return (value("properties") !== undefined && value("required") !== undefined && onlySchemaKeys)
    || ((value("$defs") ?? value("definitions")) !== undefined && keys.length <= 3);
}

function isPathItem(keys: readonly RootKey[]): boolean {
  if (keys.length === 0 || !keys.some(({ key }) => methods.has(key))) return false;
  return keys.every(({ key }) => pathItemKeys.has(key) || key.startsWith("x-") || key === "$schema")
    && keys.some(({ key, value }) => methods.has(key) && /["']?responses["']?\s*:/.test(value));
}

/** Paths collected in a file of their own. */
function isPathMap(keys: readonly RootKey[]): boolean {
  return keys.length > 0 && keys.every(({ key }) => key.startsWith("/")) && keys.some(({ value }) => /["']?responses["']?\s*:/.test(value));
}

/** Schemas by name, collected in a file of their own: every value is a schema, and one at least has properties. */
function isSchemaMap(keys: readonly RootKey[]): boolean {
  const schema = /^\s*(?:\{\s*|#[^\n]*(?:\n\s*|$))*["']?(?:type|properties|allOf|oneOf|anyOf|enum|title|description|required|\$ref|format|nullable)["']?\s*:/;
  const object = /["']?type["']?\s*:\s*["']?object\b/;
  return keys.length > 0 && keys.every(({ value }) => /^\s*\n|^\s*\{/.test(value) && schema.test(value))
    && keys.some(({ value }) => object.test(value) && /["']?properties["']?\s*:/.test(value));
}

function isParameter(value: (key: string) => string | undefined): boolean {
  return /^["']?(?:query|header|path|cookie|formData)\b/.test(value("in") ?? "") && value("name") !== undefined && (value("schema") ?? value("type")) !== undefined;
}

function isResponse(value: (key: string) => string | undefined): boolean {
  return value("content") !== undefined && /["']?(?:application|multipart|text|\*)\/[\w.+*-]+["']?\s*:/.test(value("content") ?? "") && (value("content") ?? "").includes("schema");
}

const shownLength = 4_000;

/** Root members of the JSON at the beginning of a text, as far as it reaches. */
function jsonKeys(text: string): RootKey[] {
  const keys: RootKey[] = [];
  let at = skipBlank(text, 0, text.length);
  if (text.charCodeAt(at) !== openBrace) return keys;
  at = skipBlank(text, at + 1, text.length);
  while (at < text.length && text.charCodeAt(at) === quote && keys.length < maxKeys) {
    const keyEnd = stringEnd(text, at, text.length);
    const after = keyEnd < 0 ? -1 : skipBlank(text, keyEnd, text.length);
    if (after < 0 || text.charCodeAt(after) !== colon) break;
    const value = skipBlank(text, after + 1, text.length);
    const end = skipJsonValue(text, value, text.length);
    keys.push({ key: text.slice(at + 1, keyEnd - 1), value: text.slice(value, Math.min(end < 0 ? text.length : end, value + shownLength)) });
    if (end < 0) break;
    at = skipBlank(text, end, text.length);
    if (text.charCodeAt(at) === comma) at = skipBlank(text, at + 1, text.length);
    else if (text.charCodeAt(at) === closeBrace) break;
  }
  return keys;
}

/** Keys at column 0 of the first YAML document, as far as the beginning of a text reaches. */
function yamlKeys(text: string): RootKey[] {
  const keys: RootKey[] = [];
  const found = text.matchAll(/^(?:\uFEFF)?(["']?)([A-Za-z$_/][\w$./{}-]*)\1:(?=\s|$)[ \t]*|^(---|\.\.\.)(?=\s|$)/gm);
  for (const match of found) {
    if (match[3] !== undefined) {
      if (keys.length > 0) break;
      continue;
    }
    const from = match.index + match[0].length;
    keys.push({ key: match[2] ?? "", value: text.slice(from, from + shownLength) });
    if (keys.length >= maxKeys) break;
  }
  return keys.map((key, index) => ({ key: key.key, value: ownPart(key.value, keys[index + 1]) }));
}

/** A value ends where the next line starts at column 0. */
function ownPart(value: string, next: RootKey | undefined): string {
  if (!next) return value;
  const end = value.search(/\n(?=[^\s#-])/);
  return end < 0 ? value : value.slice(0, end);
}
