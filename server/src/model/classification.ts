import type { Localized } from "../base/localized.js";
import type { Comment, Attribute, ContainerKind, FieldType, MemberSummary, SchemaKind } from "./field.js";
import type { Annotation } from "./annotation.js";

/** "none": not PI. Profiles decide between general and sensitive where the standards differ. */
export type SensitivityLevel = "none" | "general" | "sensitive";

/** current: PIPL Art. 28 with GB/T 45574-2025; conservative: adds GB/T 35273-2020 Annex B. */
export type SensitivityProfile = "current" | "conservative";

export type DataSubject =
  | "customer" | "employee" | "applicant" | "minor" | "patient" | "student" | "traveller" | "visitor" | "driver"
  | "business-contact" | "user" | "unknown";

/** One reason for or against, as shown to the user. Weights add up; positive speaks for PI. */
export interface Evidence {
  readonly kind: "name" | "container" | "siblings" | "type" | "validator" | "comment" | "attribute" | "example" | "look-alike" | "annotation" | "subject";
  readonly weight: number;
  readonly text: Localized;
}

export interface CategoryCandidate {
  /** Leaf id of the catalog's categories. */
  readonly category: string;
  readonly score: number;
}

export interface Classification {
  readonly level: SensitivityLevel;
  /** Leaf id of the catalog's categories; "none" when level is none. */
  readonly category: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly subject: DataSubject;
  readonly evidence: readonly Evidence[];
  /** Best first, for "annotate as …"; at most three. */
  readonly candidates: readonly CategoryCandidate[];
  /** Id of an important-data cue; a question to ask, never a verdict. */
  readonly importantDataCandidate?: string;
  /** A key that only stands for a person: a datum once it is handed to somebody else, the better choice in a log. */
  readonly isSurrogate?: true;
  /** Set when an annotation decided. */
  readonly annotated: boolean;
  /** Strategy demanded by a redact annotation. */
  readonly redaction?: import("./annotation.js").RedactionStrategy;
}

/** All that a classification may depend on: nothing of path, repository or position. */
export interface FieldFacts {
  readonly schema: SchemaKind;
  readonly name: string;
  readonly mappedName?: string;
  readonly type: FieldType;
  readonly comments: readonly Pick<Comment, "text" | "kind">[];
  readonly attributes: readonly Pick<Attribute, "name" | "arguments">[];
  readonly examples: readonly string[];
  readonly annotations: readonly Pick<Annotation, "meaning">[];
  readonly container: {
    readonly name: string;
    readonly kind: ContainerKind;
    readonly mappedName?: string;
    readonly comments: readonly Pick<Comment, "text" | "kind">[];
    readonly members: readonly MemberSummary[];
    readonly annotations: readonly Pick<Annotation, "meaning">[];
    readonly bases?: readonly string[];
  };
}
