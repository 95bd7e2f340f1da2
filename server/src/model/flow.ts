import type { Localized } from "../base/localized.js";
import type { TextRange } from "../base/range.js";
import type { Classification } from "./classification.js";

export interface CodeLocation {
  /** Absolute path. */
  readonly file: string;
  readonly range: TextRange;
}

/** Where personal data was recognised: a declared field, a request object, or a name in untyped code. */
export interface Source {
  /** Field or variable name as shown: "email". */
  readonly name: string;
  /** Owner when known: "User". */
  readonly container?: string;
  readonly classification: Classification;
  /** The expression in code where the data was recognised. */
  readonly location: CodeLocation;
  /** The schema declaration behind it, when one was found. */
  readonly declaration?: CodeLocation;
  readonly origin: "declared-field" | "request" | "name" | "configured";
}

/** One hop of a trace. Every call on the way is a step, the sink call is the last one. */
export interface FlowStep {
  readonly location: CodeLocation;
  readonly text: Localized;
  readonly kind: "source" | "call" | "assignment" | "return" | "callback" | "sink" | "endpoint";
}

export interface Trace {
  readonly steps: readonly FlowStep[];
}

/** Result of evaluating the URL or client configuration of a sink. */
export interface Endpoint {
  /** Lower-case host, or a pattern with `*` where a part is unknown; undefined when nothing is known. */
  readonly host?: string;
  readonly certainty: "known" | "partly" | "unknown";
  readonly jurisdiction: Jurisdiction;
  /** Why: literal, constant in another file, .env entry, SDK default, region option. */
  readonly evidence: readonly FlowStep[];
  /** When unknown: what would decide it ("BASE_URL is not set in any .env file"). */
  readonly missing?: Localized;
}

/** ISO 3166-1 alpha-2 code ("US"), "EU", or a pseudo code; CN is mainland China only, HK, MO and TW are outside. */
export interface Jurisdiction {
  readonly code: string;
  readonly outsideMainland: boolean | "unknown";
  readonly name: Localized;
  /** Catalog entry or rule the answer comes from, with its confidence. */
  readonly basis: string;
  readonly confidence: "read" | "read-secondary" | "from-memory" | "unknown" | "declared";
}

/** Who receives: a catalog entry, a declared recipient of borderline.yaml, or just a host. */
export interface Recipient {
  /** Slug of the catalog or configuration; the host for unknown recipients. */
  readonly id: string;
  readonly name: string;
}

/** The call that lets data out. */
export interface Sink {
  /** Catalog slug of the model that matched, e.g. "posthog-node" or "fetch". */
  readonly model: string;
  /** Shown form: "posthog.capture". */
  readonly callee: string;
  readonly call: CodeLocation;
  /** Exact property or argument where a developer would act. */
  readonly payload: CodeLocation;
  readonly kind: "http" | "sdk" | "log" | "storage" | "configuration";
}

/**
 * What is done to a value that still points at one person. A plain hash of a phone number or an identity card number is looked up in minutes;
 * a keyed hash or a token means nothing to who lacks key or table.
 */
export type Deidentification = "hash" | "keyed-hash" | "tokenize";

/** One source with its way to the sink. */
export interface FlowSource {
  readonly source: Source;
  readonly trace: Trace;
  readonly redacted?: Deidentification;
  /** A function on the way that is declared to redact the data and gives it back as it is. */
  readonly distrusted?: string;
}

/** Personal data of one or more sources reaching one sink call and recipient. */
export interface Flow {
  readonly sink: Sink;
  readonly recipient: Recipient;
  readonly endpoint: Endpoint;
  readonly sources: readonly FlowSource[];
  /** Where the diagnostic stands. */
  readonly report: CodeLocation;
}

/** Analysis gave up here; shown, counted, never silent. */
export interface AnalysisLimit {
  readonly location: CodeLocation;
  readonly reason: "step-budget" | "depth" | "dynamic-property" | "untyped-call" | "unresolved-import" | "unresolved-callee";
  readonly text: Localized;
}
