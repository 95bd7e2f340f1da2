/**
 * Whether a text could declare anything the reader reads, or holds suppressions, told from the text alone. Says yes too
 * often rather than too seldom: a yes costs one tree.
 */
export function couldDeclareSchemas(text: string, path: string): boolean {
  if (text.length < 12) return false;
  if (declaring.test(text) || libraries.test(text)) return true;
  return /\.(?:js|jsx|mjs|cjs|vue|vue\.js)$/i.test(path) && /@(?:typedef|property|prop|param|type)\b/.test(text);
}

/** Declarations with members, JSON schemas, our own words. */
const declaring = new RegExp([
  /\binterface\s/, /\btype\s+[^\s=<;:,.(){}[\]"'`]+\s*[=<]/, /\bclass\b/, /\bproperties["']?\s*:/, /borderline-/,
  // A type literal: its first member has a type.
  /[:<(|&,]\s*\{\s*[^\s:{}(),;?]+\??\s*:\s*(?:string|number|boolean|[A-Z])/,
].map((part) => part.source).join("|"));

const libraries = /\b(?:zod|valibot|typebox|yup|joi|arktype|superstruct|io-ts|effect|convex|vine|vinejs|elysia|drizzle|mongoose|[sS]equelize|typegoose|DataTypes|defineProps)\b|\bz\./i;
