import { category } from "../catalog/categories.js";
import { classify, type ClassifyOptions } from "../classify/index.js";
import { surrogateKey } from "../classify/surrogate.js";
import type { NameHint } from "../flow/program.js";
import type { Classification, FieldFacts } from "../model/classification.js";
import type { ValueKind } from "../model/field.js";
import type { WorkspaceFolder } from "./folder.js";

/** Words between a person and a field that say nothing about whose data it is. */
const carriers = /^(this|self|body|data|params?|payload|input|values?|args?|arguments|req|request|ctx|context|props|state|result|res|response|item|entry|row|record|obj|object|options|opts|event|detail|form|formdata|dto|query|json|attributes|properties|fields|info|\d+)$/i;

/** Names in untyped code, judged as a field of what they are read from: `user.email` is `email` of `User`. */
export function classifyPath(path: readonly string[], hint: NameHint, options: ClassifyOptions): Classification | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  const owner = path.slice(0, -1).reverse().find((part) => !carriers.test(part)) ?? "";
  const container = owner.charAt(0).toUpperCase() + owner.slice(1).replace(/s$/, "");
  const facts: FieldFacts = {
    schema: "typescript", name, comments: [], attributes: [], examples: [], annotations: [],
    type: { text: hint.type ?? "", kind: valueKind(hint.type), isList: /\[\]$|^Array</.test(hint.type ?? ""), isOptional: false },
    container: { name: container, kind: "interface", comments: [], members: [], annotations: [] },
  };
  const classification = classify(facts, options);
  return classification.level === "none" ? personKey(name, container, facts.type.kind) : classification;
}

/** In code, a client id is the application's at an authorisation server far more often than a customer's. */
export function personKey(name: string, owner: string, kind: ValueKind): Classification | undefined {
  return /^(?:oauth_?)?client_?id$/i.test(name) ? undefined : surrogateKey(name, owner, kind);
}

function valueKind(type: string | undefined): ValueKind {
  if (type === undefined) return "unknown";
  if (/^string\b/.test(type)) return "string";
  if (/^(number|bigint)\b/.test(type)) return "number";
  if (/^boolean\b/.test(type)) return "boolean";
  return type === "Date" ? "date" : "unknown";
}

/** What a category given by name says of a value. */
export function classifyCategory(id: string, folder: WorkspaceFolder): Classification | undefined {
  const known = category(id);
  const custom = folder.config.categories.find((entry) => entry.id === id);
  if (known === undefined && custom === undefined) return undefined;
  const isSensitive = custom?.sensitive ?? known?.sensitive[folder.profile] === "yes";
  return { level: isSensitive ? "sensitive" : "general", category: id, confidence: 1, subject: "unknown", evidence: [], candidates: [{ category: id, score: 1 }], annotated: true };
}
