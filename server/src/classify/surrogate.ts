// Keys that stand for one person. In a schema they are the record's mechanics and stay quiet; once they are sent to somebody else they
// single a person out there (PIPL Art. 4: "identified or identifiable"), so flows ask for them.
import { localized } from "../base/localized.js";
import type { Classification, DataSubject } from "../model/classification.js";
import type { ValueKind } from "../model/field.js";
import { isPersonKind, kindOfName, kindOfTokens, subjectOfWord } from "./kinds.js";
import { splitIdentifier } from "./tokens.js";

/** A key of a person, or undefined. `owner` is what the name is read from: the container or the variable before the dot. */
export function surrogateKey(name: string, owner: string, valueKind: ValueKind): Classification | undefined {
  if (valueKind === "boolean" || valueKind === "date" || valueKind === "function" || valueKind === "object" || valueKind === "enum") return undefined;
  const tokens = splitIdentifier(name).map((token) => token.toLowerCase());
  const last = tokens.at(-1) ?? "";
  if (!keyWords.has(last)) return undefined;
  const before = tokens.slice(0, -1).filter((token) => !fillers.has(token));
  const named = before.length > 0 ? kindOfTokens(before) : last === "uid" ? { kind: "person", word: "user" } : kindOfName(owner);
  if (named === undefined || !isPersonKind(named.kind)) return undefined;
  // "stripeCustomerId": the recipient's own key for its own record.
  if (before.length > 0 && !isPersonWord(before[0] ?? "")) return undefined;
  return key(named.word);
}

const keyWords: ReadonlySet<string> = new Set(["id", "uid", "uuid", "guid", "pk"]);
const fillers: ReadonlySet<string> = new Set(["current", "my", "own", "the", "target", "source", "to", "from", "owner"]);

function isPersonWord(word: string): boolean {
  return isPersonKind(kindOfTokens([word])?.kind);
}

function key(word: string): Classification {
  const subject: DataSubject = subjectOfWord(word) ?? "user";
  return {
    level: "general", category: "account-id", confidence: 0.55, subject, annotated: false, isSurrogate: true, candidates: [{ category: "account-id", score: 0.55 }],
    evidence: [{ kind: "subject", weight: 0.55, text: localized(`a key that stands for one ${word}`, `代表某个人（${word}）的标识`) }],
  };
}
