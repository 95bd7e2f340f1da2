import { type Localized, localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import type { Checker, SourceFile } from "../compiler/ast.js";
import type { Suppression } from "../model/annotation.js";
import type { Classification } from "../model/classification.js";
import type { BorderlineConfig } from "../model/config.js";
import type { FieldDeclaration, SchemaDocument } from "../model/field.js";
import type { Finding, FindingData, Fix, RelatedLocation, RuleMetadata, Severity } from "../model/finding.js";
import type { CodeLocation, Flow } from "../model/flow.js";

export interface ClassifiedField {
  readonly field: FieldDeclaration;
  readonly classification: Classification;
}

/** What a rule over one document sees. */
export interface DocumentContext {
  readonly file: string;
  readonly text: string;
  readonly schema: SchemaDocument;
  readonly fields: readonly ClassifiedField[];
  /** Problems of decoding, parsing, annotations and configuration. */
  readonly problems: readonly Problem[];
  readonly config: BorderlineConfig;
  /** ISO date. */
  readonly today: string;
  /** For fixes that state something: why. Empty where it is left to be written. */
  readonly reason?: string;
  /** A variable of the workspace's .env files; absent where no folder is known. */
  readonly readEnv?: (name: string) => EnvironmentVariable | undefined;
  /** Fields of the other files that make one schema with this one; absent where no folder is known. */
  readonly siblingFields?: () => readonly ClassifiedField[];
}

/** What a .env file sets. */
export interface EnvironmentVariable {
  readonly value: string;
  readonly location: CodeLocation;
  /** false for templates such as .env.example. */
  readonly certain: boolean;
}

/** What a rule over the program's flows sees. */
export interface FlowContext {
  readonly flows: readonly Flow[];
  readonly config: BorderlineConfig;
  readonly today: string;
  /** Text of a file of the program, for fixes. */
  readonly textOf: (file: string) => string | undefined;
  /** For fixes that state something: why. Empty where it is left to be written. */
  readonly reason?: string;
  /** Trees and types while fixes are asked for; absent while flows are only judged. */
  readonly code?: CodeAccess;
}

/** The program of this moment, for fixes that change code. Trees and types die with the next edit. */
export interface CodeAccess {
  /** Workspace folder. */
  readonly folder: string;
  /** Files with code, absolute. */
  readonly files: readonly string[];
  tree(file: string): SourceFile | undefined;
  checkerOf(file: string): Checker | undefined;
  /** The schema field declared at this place. */
  fieldAt(location: CodeLocation): FieldDeclaration | undefined;
}

/** A finding before severity settings and suppressions. */
export interface RawFinding {
  readonly rule: string;
  readonly file: string;
  readonly range: TextRange;
  /** Where a rule's severity depends on the case (a route); else the rule's default. */
  readonly severity?: Severity;
  readonly message: Localized;
  readonly related?: readonly RelatedLocation[];
  readonly data: FindingData;
  /** Parts of the fingerprint besides rule and file: names, never offsets. */
  readonly identity: readonly string[];
}

export interface DocumentRule {
  readonly metadata: RuleMetadata;
  check(context: DocumentContext): readonly RawFinding[];
  fixes?(finding: Finding, context: DocumentContext): readonly Fix[];
}

export interface FlowRule {
  readonly metadata: RuleMetadata;
  checkFlows(context: FlowContext): readonly RawFinding[];
  /**
   * Candidates. Of those with one title the first that adds no type error is offered, so a list may hold several ways to do the same.
   */
  fixes?(finding: Finding, context: FlowContext): readonly Fix[];
}

export type Rule = DocumentRule | FlowRule;

/** Metadata with what most rules share left out. */
export function metadata(id: string, scope: RuleMetadata["scope"], defaultSeverity: Severity, text: { title: [string, string]; description: [string, string] }, legalBasis: readonly string[] = []): RuleMetadata {
  return { id, scope, defaultSeverity, legalBasis, title: localized(...text.title), description: localized(...text.description) };
}

/** Suppressions that cover a finding of this rule at this range. Comments between the suppression and its code are covered too. */
export function suppressing(suppressions: readonly Suppression[], rule: string, at: TextRange, today: string): Suppression | undefined {
  return suppressions.find(
    (suppression) =>
      (suppression.rules.includes(rule) || suppression.rules.includes("all")) &&
      Math.min(suppression.range.start, suppression.scope.start) <= at.start && at.start <= suppression.scope.end &&
      (suppression.until === undefined || suppression.until >= today),
  );
}
