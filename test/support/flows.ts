// Flows written by hand for tests of law and reports: only what they judge by.
import { localized } from "../../server/src/base/localized.js";
import type { Classification, DataSubject, SensitivityLevel } from "../../server/src/model/classification.js";
import { defaultConfig, type BorderlineConfig, type RecipientConfig } from "../../server/src/model/config.js";
import type { CodeLocation, Flow, Source } from "../../server/src/model/flow.js";

export interface FieldSketch {
  readonly name: string;
  readonly category?: string;
  readonly level?: SensitivityLevel;
  readonly subject?: DataSubject;
  readonly container?: string;
  readonly redacted?: "hash" | "keyed-hash" | "tokenize";
  readonly important?: string;
}

export interface FlowSketch {
  readonly fields?: readonly FieldSketch[];
  readonly recipient?: string;
  readonly host?: string;
  readonly model?: string;
  readonly outside?: boolean | "unknown";
  readonly country?: string;
  readonly file?: string;
  readonly at?: number;
}

export function flow(sketch: FlowSketch = {}): Flow {
  const { outside = true, file = "/shop/src/send.ts", at = 10 } = sketch;
  const location: CodeLocation = { file, range: { start: at, end: at + 5 } };
  const id = sketch.recipient ?? sketch.host ?? "unknown";
  return {
    sink: { model: sketch.model ?? "fetch", callee: "fetch", call: location, payload: location, kind: "http" },
    recipient: { id, name: id },
    endpoint: {
      host: sketch.host, certainty: sketch.host === undefined ? "unknown" : "known", evidence: [],
      jurisdiction: { code: sketch.country ?? (outside === true ? "US" : "CN"), outsideMainland: outside, name: localized(sketch.country ?? "United States", sketch.country ?? "美国"), basis: "test", confidence: "read" },
      missing: outside === "unknown" ? localized("BASE_URL is not set", "未设置 BASE_URL") : undefined,
    },
    sources: (sketch.fields ?? [{ name: "email" }]).map((field) => ({ source: source(field, location), trace: { steps: [] }, redacted: field.redacted })),
    report: location,
  };
}

export function recipient(values: Partial<RecipientConfig> & { readonly id: string }): RecipientConfig {
  return { hosts: [], packages: [], paths: [], range: { start: 0, end: 1 }, ...values };
}

export function config(values: Partial<BorderlineConfig> = {}): BorderlineConfig {
  return { ...defaultConfig, ...values };
}

function source(field: FieldSketch, location: CodeLocation): Source {
  return { name: field.name, container: field.container, classification: classification(field), location, origin: "declared-field" };
}

function classification(field: FieldSketch): Classification {
  return {
    level: field.level ?? "general", category: field.category ?? "email", confidence: 0.9, subject: field.subject ?? "customer",
    evidence: [], candidates: [], annotated: false, importantDataCandidate: field.important,
  };
}
