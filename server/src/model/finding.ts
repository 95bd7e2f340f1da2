import type { Localized } from "../base/localized.js";
import type { TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import type { Classification } from "./classification.js";
import type { FieldDeclaration } from "./field.js";
import type { CodeLocation, Flow } from "./flow.js";

export type Severity = "error" | "warning" | "information" | "hint" | "off";

export interface RuleMetadata {
  /** Equals the rule's file name; kebab-case. */
  readonly id: string;
  readonly title: Localized;
  readonly description: Localized;
  readonly defaultSeverity: Severity;
  /** "schema": needs one document; "flow": needs the program; "config": borderline.yaml; "annotation". */
  readonly scope: "schema" | "flow" | "config" | "annotation";
  /** Instrument and article ids of the catalog this rule rests on. */
  readonly legalBasis: readonly string[];
}

export interface RelatedLocation {
  readonly location: CodeLocation;
  readonly text: Localized;
}

/** Structured data fixes and reports key on; message text is never parsed. */
export type FindingData =
  | { readonly kind: "field"; readonly field: FieldDeclaration; readonly classification: Classification }
  | { readonly kind: "flow"; readonly flow: Flow; readonly transfer?: import("./transfer.js").Transfer }
  | { readonly kind: "problem"; readonly code: string; readonly details: Readonly<Record<string, string>> };

export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly range: TextRange;
  readonly severity: Exclude<Severity, "off">;
  readonly message: Localized;
  readonly related: readonly RelatedLocation[];
  readonly data: FindingData;
  /** Survives moved lines: rule, file, container and names, never offsets. */
  readonly fingerprint: string;
}

export interface FileEdit {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** Set when the file does not exist yet. */
  readonly create?: boolean;
}

export interface Fix {
  /** Stable kebab-case id of the kind of fix: "annotate-personal-data", "drop-key". */
  readonly id: string;
  readonly title: Localized;
  readonly rule: string;
  readonly kind: "quickfix" | "refactor" | "source.fixAll";
  readonly isPreferred: boolean;
  /** Fingerprint of the finding this is for; absent for fixes of a whole model or file. */
  readonly finding?: string;
  readonly edits: readonly FileEdit[];
}
