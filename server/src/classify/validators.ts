import { localized } from "../base/localized.js";
import type { Evidence, FieldFacts } from "../model/classification.js";
import { readTokens, type Reading } from "./reading.js";

export interface ValidatorReading {
  readonly reading: Reading;
  readonly text: string;
}

/** What validators and formats say the value is. */
export function validatorReadings(facts: FieldFacts): readonly ValidatorReading[] {
  const result: ValidatorReading[] = [];
  for (const attribute of facts.attributes) {
    const name = attribute.name.toLowerCase(), argument = attribute.arguments.join(",");
    const notion = byName.get(name) ?? (name === "format" ? byFormat.get(unquoted(argument)) : undefined) ?? (patternNames.has(name) ? byPattern(argument) : undefined);
    if (notion) result.push({ reading: readTokens(notion), text: attribute.arguments.length > 0 ? `${attribute.name}(${argument.slice(0, 40)})` : attribute.name });
  }
  return result;
}

/** A fixed length that fits the notion: 18 for a resident ID number, 11 for a mobile number. */
export function lengthEvidence(facts: FieldFacts, leaf: string | undefined): Evidence | undefined {
  const length = lengths.get(leaf ?? "");
  const fits = length !== undefined && facts.attributes.some((a) => lengthNames.has(a.name.toLowerCase()) && a.arguments.join(",").split(/\D+/).includes(length));
  return fits ? { kind: "attribute", weight: 0.1, text: localized(`fixed length ${length} fits`, `长度 ${length} 相符`) } : undefined;
}

const lengths: ReadonlyMap<string, string> = new Map([["id-card-number", "18"], ["phone-mobile", "11"]]);
const lengthNames = new Set(["db.char", "db.varchar", "char", "varchar", "length", "len", "maxlength", "max", "islength"]);

const byName: ReadonlyMap<string, readonly string[]> = new Map([
  ["isemail", ["email"]], ["email", ["email"]], ["ismobilephone", ["phone"]], ["isphonenumber", ["phone"]], ["isip", ["ip"]], ["ip", ["ip"]], ["ipv4", ["ip"]], ["ipv6", ["ip"]],
  ["isiban", ["iban"]], ["iscreditcard", ["card", "number"]], ["creditcard", ["card", "number"]], ["isidentitycard", ["national", "id"]], ["ispassportnumber", ["passport", "number"]],
  ["islatitude", ["latitude"]], ["islongitude", ["longitude"]], ["islatlong", ["coordinate"]], ["ismacaddress", ["mac", "address"]], ["ispostalcode", ["postcode"]], ["db.inet", ["ip"]],
]);
const byFormat: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["email"]], ["idn-email", ["email"]], ["ipv4", ["ip"]], ["ipv6", ["ip"]], ["ip", ["ip"]], ["phone", ["phone"]], ["tel", ["phone"]], ["password", ["password"]], ["mobile", ["phone"]],
  ["cpf", ["national", "id"]], ["iban", ["iban"]], ["credit-card", ["card", "number"]],
]);
const patternNames = new Set(["pattern", "regex", "matches", "regexp", "match", "isregex"]);

/** Patterns are compared as text; they are never run. */
function byPattern(pattern: string): readonly string[] | undefined {
  const compact = pattern.slice(0, 500).replace(/\s/g, "");
  if (/1\[3-9\]|1\[345678+9?\]|1\[3[-,|]?4?5/.test(compact) && /\{9\}|\{8\}/.test(compact)) return ["phone"];
  if (/\{17\}|\(18\|19\|20\)|\(19\|20\)\\{1,2}d\{2\}|\[1-9\]\\{1,2}d\{5\}/.test(compact) && /x/i.test(compact)) return ["national", "id"];
  if (/\\\./.test(compact.slice(compact.indexOf("@") >>> 0))) return ["email"];
  if (/\\{1,2}d\{3\}-\\{1,2}d\{2\}-\\{1,2}d\{4\}/.test(compact)) return ["social", "security"];
  return undefined;
}

function unquoted(text: string): string {
  return text.replace(/^["'`]|["'`]$/g, "").toLowerCase();
}
