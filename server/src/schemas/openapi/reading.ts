// Puts a reading together from units, new ones and those of the previous reading that are still right.
import { findSuppressions, withScopes } from "../../annotations/index.js";
import type { Problem } from "../../base/problem.js";
import { range } from "../../base/range.js";
import type { Suppression } from "../../model/annotation.js";
import type { FieldDeclaration } from "../../model/field.js";
import { Answers, type KnownAnswers } from "./answers.js";
import { ParsedDocument, type PieceEntry } from "./document.js";
import type { FieldGroup, OpenApiDocument } from "./model.js";
import { recogniseOpenApi } from "./recognise.js";
import { References, type ResolveFile } from "./refs.js";
import { documentServers } from "./servers.js";
import { shiftUnit } from "./shift.js";
import { child, text as textOf } from "./tree.js";
import { Unit, type Dependencies, type UnitResult } from "./unit.js";
import { unitsOf, type UnitPlan } from "./units.js";

/** A walked unit with what it depended on. */
interface KeptUnit {
  readonly path: string;
  readonly identity: object;
  readonly text: string;
  readonly start: number;
  readonly result: UnitResult;
  readonly dependencies: Dependencies;
  readonly isReusable: boolean;
}

interface Kept {
  /** What units know of the file besides their own text. */
  readonly setting: string;
  readonly units: ReadonlyMap<string, KeptUnit>;
  readonly answers: KnownAnswers;
}

/** Lives as long as the reading it belongs to. */
const kept = new WeakMap<OpenApiDocument, Kept>();

/** Reads a text, re-using units of a previous reading. */
export function read(source: string, file: string, resolve: ResolveFile | undefined, previous: OpenApiDocument | undefined): OpenApiDocument {
  const document = new ParsedDocument(source, file);
  const refs = new References(document, resolve);
  const dialect = recogniseOpenApi(source, file) ?? "openapi";
  const setting = JSON.stringify([file, dialect, document.language, document.lineBreak]);
  const old = previous && kept.get(previous);
  const before = old?.setting === setting ? old : undefined;
  const answers = new Answers(refs, before?.answers, path => isSameText(before?.units.get(path), document.byPath.get(path)));
  const units = new Map<string, KeptUnit>();
  const order: KeptUnit[] = [];
  for (const plan of unitsOf(document, dialect, baseName(file))) {
    const unit = reuse(plan, before?.units.get(plan.path), answers) ?? walk(plan, document, answers);
    if (!units.has(plan.path)) units.set(plan.path, unit);
    order.push(unit);
  }
  const result = assemble(document, refs, dialect, order);
  kept.set(result, { setting, units, answers: answers.known });
  return result;
}

function reuse(plan: UnitPlan, old: KeptUnit | undefined, answers: Answers): KeptUnit | undefined {
  if (!old?.isReusable || !plan.piece || !isSameText(old, plan.piece)) return undefined;
  for (const [ref, answer] of old.dependencies) if (answers.fingerprint(ref) !== answer) return undefined;
  const { start } = plan.piece.piece;
  return { ...old, text: plan.piece.text, start, result: shiftUnit(old.result, start - old.start) };
}

function isSameText(old: KeptUnit | undefined, piece: PieceEntry | undefined): boolean {
  return old !== undefined && piece !== undefined && old.text === piece.text;
}

function walk(plan: UnitPlan, document: ParsedDocument, answers: Answers): KeptUnit {
  const unit = new Unit(document, answers);
  const { refs } = answers;
  refs.aliasesUsed = false;
  plan.walk(unit);
  if (plan.piece) unit.problems.unshift(...plan.piece.parsed.problems);
  unit.fields.sort((a, b) => a.nameRange.start - b.nameRange.start);
  const { fields, containers, problems, suppressions, operations } = unit;
  return {
    path: plan.path, identity: {}, text: plan.piece?.text ?? "", start: plan.piece?.piece.start ?? 0, dependencies: unit.dependencies,
    result: { fields, containers, problems, suppressions, operations }, isReusable: plan.piece !== undefined && !refs.aliasesUsed,
  };
}

function assemble(document: ParsedDocument, refs: References, dialect: OpenApiDocument["dialect"], units: readonly KeptUnit[]): OpenApiDocument {
  const fields: FieldDeclaration[] = [];
  const groups: FieldGroup[] = [];
  const reported = units.every(unit => unit.isReusable) ? undefined : new Set<number>();
  for (const { identity, result } of units) {
    const from = fields.length;
    for (const field of result.fields) {
      // Mappings used through aliases are met more than once; their fields are reported where they are first met.
      if (reported && reported.size === reported.add(field.nameRange.start).size) continue;
      fields.push(field);
    }
    if (fields.length > from) groups.push({ identity, from, to: fields.length });
  }
  const outline = [...document.problems, ...smallPieceProblems(document, new Set(units.map(unit => unit.path)))];
  const comments = commentSuppressions(document, fields);
  const version = textOf(child(document.root, "openapi")) ?? textOf(child(document.root, "swagger"));
  return {
    dialect, ...(version === undefined || version === "" ? {} : { version }), fields, groups,
    containers: units.flatMap(unit => unit.result.containers), operations: units.flatMap(unit => unit.result.operations),
    suppressions: [...units.flatMap(unit => unit.result.suppressions), ...comments.suppressions],
    problems: sorted([...outline, ...units.flatMap(unit => unit.result.problems), ...comments.problems]),
    servers: documentServers(document.root), references: [...refs.files],
  };
}

function commentSuppressions(document: ParsedDocument, fields: readonly FieldDeclaration[]): { suppressions: readonly Suppression[]; problems: readonly Problem[] } {
  if (document.language === "json" || !document.source.includes("borderline-")) return { suppressions: [], problems: [] };
  const { suppressions, problems } = findSuppressions(document.source, "yaml");
  return { suppressions: withScopes(suppressions, document.source, fields.map(field => range(field.range.start, field.range.end))), problems };
}

/** Syntax errors of what stands at the root besides the sections that are walked: info, servers, tags, security. */
function smallPieceProblems(document: ParsedDocument, walked: ReadonlySet<string>): Problem[] {
  return document.pieces.flatMap(entry => {
    const isSmall = entry.path === `/${entry.key}` && !walked.has(entry.path) && !entry.key.startsWith("x-");
    return isSmall ? entry.parsed.problems : [];
  });
}

/** More problems than this tell nobody more. */
const maxProblems = 1_000;

function sorted(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end).slice(0, maxProblems);
}

function baseName(file: string): string {
  return (file.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "");
}
