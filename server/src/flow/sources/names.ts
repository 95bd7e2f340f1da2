// Classification of a name in its context, for code whose types say nothing: `user.email`, `customer.ip_address`, a bare `phoneNumber`.
import { classify, type ClassifyOptions } from "../../classify/index.js";
import type { Classification, FieldFacts } from "../../model/classification.js";
import type { ValueKind } from "../../model/field.js";
import type { NameHint } from "../program.js";

const kinds: Readonly<Record<string, ValueKind>> = { string: "string", number: "number", boolean: "boolean", object: "object" };
/** Names that say where data comes from, not whose it is. */
const carriers = new Set(["body", "data", "payload", "params", "query", "req", "request", "ctx", "context", "args", "input", "values", "form", "event", "props", "options", "opts", "this", "self", "result", "res", "response", "item", "row", "record", "obj", "object", "e", "x", "state", "0", "1", "2"]);

/** What the classifier says of the last name, with the names before it as its container. */
export function classifyByName(path: readonly string[], hint: NameHint, options: ClassifyOptions): Classification | undefined {
  const name = path.at(-1);
  if (name === undefined || name === "" || /^\d+$/.test(name)) return undefined;
  const owner = [...path.slice(0, -1)].reverse().find((part) => !carriers.has(part) && !/^\d+$/.test(part)) ?? "";
  const facts: FieldFacts = {
    schema: "typescript", name,
    type: { text: hint.type ?? "string", kind: kinds[hint.type ?? "string"] ?? "unknown", isList: false, isOptional: false },
    comments: [], attributes: [], examples: [], annotations: [],
    container: { name: owner === "" ? "" : owner.charAt(0).toUpperCase() + owner.slice(1), kind: "interface", comments: [], members: [], annotations: [] },
  };
  const found = classify(facts, options);
  // Code alone is weaker evidence than a declaration.
  return found.level === "none" ? found : { ...found, confidence: Math.min(found.confidence, owner === "" ? 0.6 : 0.75) };
}
