import { range, type TextRange } from "../../base/range.js";
import type { PrismaProperty, PrismaSyntax } from "./syntax.js";

/** A value of a datasource block: a literal, or the name of an environment variable. */
export interface PrismaSetting {
  readonly kind: "literal" | "env";
  /** The literal's text, or the variable's name. */
  readonly value: string;
  readonly range: TextRange;
}

export interface PrismaDatasource {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  /** "postgresql", "mysql", "mongodb" … */
  readonly provider?: PrismaSetting;
  readonly url?: PrismaSetting;
  readonly directUrl?: PrismaSetting;
  readonly shadowDatabaseUrl?: PrismaSetting;
}

/** The datasource blocks of a schema: where its data rests. */
export function datasourcesOf(syntax: PrismaSyntax): readonly PrismaDatasource[] {
  return syntax.blocks.filter((block) => block.keyword === "datasource").map((block) => ({
    name: block.name, nameRange: block.nameRange, range: block.range,
    ...setting("provider", block.properties), ...setting("url", block.properties),
    ...setting("directUrl", block.properties), ...setting("shadowDatabaseUrl", block.properties),
  }));
}

function setting(key: string, properties: readonly PrismaProperty[]): Readonly<Record<string, PrismaSetting>> {
  const property = properties.find((item) => item.key === key);
  const value = property === undefined ? undefined : settingOf(property);
  return value === undefined ? {} : { [key]: value };
}

function settingOf({ value, valueRange }: PrismaProperty): PrismaSetting | undefined {
  const literal = /^"([^"]*)"?$/.exec(value);
  if (literal !== null) return { kind: "literal", value: literal[1] ?? "", range: valueRange };
  const env = /^env\(\s*"([^"]*)"?/.exec(value);
  if (env !== null) return { kind: "env", value: env[1] ?? "", range: valueRange };
  // Old schemas list several providers; the first one counts.
  const first = /^\[\s*"([^"]*)"/.exec(value);
  return first === null ? undefined : { kind: "literal", value: first[1] ?? "", range: range(valueRange.start, valueRange.end) };
}
