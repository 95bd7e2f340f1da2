// What can be done about a flow, most direct first: send less, send it redacted, send it elsewhere, say what is known.
import { annotate } from "../../annotations/index.js";
import { type Localized, localized } from "../../base/localized.js";
import type { TextEdit } from "../../base/text-edit.js";
import type { AnnotationMeaning } from "../../model/annotation.js";
import type { FileEdit, Finding, Fix } from "../../model/finding.js";
import type { Flow } from "../../model/flow.js";
import type { FlowContext } from "../rule.js";
import { carriedCall, type CarriedCall, type Carrier } from "./carriers.js";
import { declareHost, declareRecipient } from "./declare.js";
import { dropEdits } from "./drop.js";
import { mainlandFixes } from "./mainland.js";
import { omitEdits } from "./omit.js";
import { queryEdits } from "./prisma-query.js";
import { redactions } from "./redact.js";

type Sketch = Pick<Fix, "id" | "title" | "edits">;

/** Most fields that get fixes of their own beside those for all fields together. */
const mostSingleFields = 3;
/** Most declarations of a finding that can be annotated from the call. */
const mostDeclarations = 2;

export function outboundFixes(finding: Finding, context: FlowContext): readonly Fix[] {
  return made(finding, (flow) => [...codeFixes(flow, context), ...mainlandFixes(flow, context), ...declareRecipient(flow, context), ...schemaFixes(flow, context)]);
}

export function unresolvedFixes(finding: Finding, context: FlowContext): readonly Fix[] {
  return made(finding, (flow) => [...declareHost(flow, context), ...codeFixes(flow, context), ...schemaFixes(flow, context)]);
}

export function logFixes(finding: Finding, context: FlowContext): readonly Fix[] {
  return made(finding, (flow) => [...codeFixes(flow, context), ...schemaFixes(flow, context)], "drop-key");
}

/** Policy denials: the fields must not go there, so only what keeps them back. */
export function denialFixes(finding: Finding, context: FlowContext): readonly Fix[] {
  return made(finding, (flow) => codeFixes(flow, context));
}

function made(finding: Finding, sketch: (flow: Flow) => readonly Sketch[], preferred?: string): readonly Fix[] {
  if (finding.data.kind !== "flow") return [];
  const sketches = sketch(finding.data.flow);
  const first = sketches.find(({ id }) => id === preferred);
  return sketches.map(({ id, title, edits }) => ({
    id, title, rule: finding.rule, kind: edits.length > 1 ? ("refactor" as const) : ("quickfix" as const), isPreferred: first !== undefined && first.title.en === title.en,
    edits: edits.map((edit) => ({ ...edit, edits: mergedInsertions(edit.edits) })),
  }));
}

function codeFixes(flow: Flow, context: FlowContext): readonly Sketch[] {
  const carried = context.code === undefined ? undefined : carriedCall(flow, context.code);
  if (carried === undefined) return [];
  const names = [...new Set(flow.sources.map(({ source }) => source.name))];
  const covered = names.filter((name) => carried.carriers.some(({ fields }) => fields.includes(name)));
  const sets = covered.length > 1 ? [covered, ...covered.slice(0, mostSingleFields).map((name) => [name])] : [covered];
  return sets.filter((set) => set.length > 0).flatMap((set) => fixesOf(set, carried, flow, context));
}

function fixesOf(names: readonly string[], carried: CarriedCall, flow: Flow, context: FlowContext): readonly Sketch[] {
  const carriers = carried.carriers.map((carrier) => ({ ...carrier, fields: carrier.fields.filter((field) => names.includes(field)) })).filter(({ fields }) => fields.length > 0);
  const title = (en: string, zh: string) => fieldTitle(en, zh, names);
  const own = (edits: readonly TextEdit[]): readonly FileEdit[] => [{ file: carried.file, edits }];
  const isLog = flow.sink.kind === "log";
  const query = queryEdits(carried, carriers);
  return [
    ...leftOut(carried, carriers, isLog).map(({ id, edits }): Sketch => ({ id, title: isLog ? title("Leave {} out of the log", "不将 {} 写入日志") : id === "omit" ? title("Send without {}", "去除 {} 后发送") : title("Do not send {}", "不发送 {}"), edits: own(edits) })),
    ...redactions(carried, carriers, flow, context).map(({ edits, by, isNew }): Sketch => ({
      id: "redact", edits, title: isNew ? title(`Mask {} (adds ${by})`, `对 {} 脱敏（新增 ${by}）`) : title(`Redact {} with ${by}`, `用 ${by} 对 {} 脱敏`),
    })),
    ...(query === undefined ? [] : [{ id: query.kind, title: title("Do not read {} from the database", "不从数据库读取 {}"), edits: own(query.edits) }]),
  ];
}

/** Values go with their key, objects are sent without the fields; where both occur, both are done. */
function leftOut(carried: CarriedCall, carriers: readonly Carrier[], isLog: boolean): readonly { readonly id: "drop-key" | "omit"; readonly edits: readonly TextEdit[] }[] {
  const objects = carriers.filter(({ kind, variable }) => kind === "object" && variable === undefined);
  const values = carriers.filter((carrier) => !objects.includes(carrier));
  const dropped = values.length === 0 ? [] : dropEdits(carried, values);
  if (dropped === undefined) return [];
  if (objects.length === 0) return [{ id: "drop-key", edits: dropped }];
  const omitted = omitEdits(carried, objects).map((edits) => ({ id: values.length === 0 ? ("omit" as const) : ("drop-key" as const), edits: [...dropped, ...edits] }));
  const whole = isLog ? dropEdits(carried, carriers) : undefined;
  return [...omitted, ...(whole === undefined ? [] : [{ id: "drop-key" as const, edits: whole }])];
}

const shownFields = 3;

function fieldTitle(en: string, zh: string, names: readonly string[]): Localized {
  const shown = names.slice(0, shownFields);
  const more = names.length - shown.length;
  return localized(en.replace("{}", shown.join(", ") + (more > 0 ? ` and ${more} more` : "")), zh.replace("{}", shown.join("、") + (more > 0 ? ` 等 ${names.length} 个字段` : "")));
}

/** At the declaration behind a source: demand redaction everywhere, or say that it is no personal data. */
function schemaFixes(flow: Flow, context: FlowContext): readonly Sketch[] {
  const seen = new Set<string>();
  return flow.sources.flatMap(({ source: { name, declaration, classification } }): Sketch[] => {
    const key = `${declaration?.file ?? ""} ${declaration?.range.start ?? ""}`;
    if (declaration === undefined || seen.has(key) || seen.size >= mostDeclarations) return [];
    seen.add(key);
    const field = context.code?.fieldAt(declaration);
    const text = field === undefined ? undefined : context.textOf(field.file);
    if (field === undefined || text === undefined) return [];
    const at = (id: string, title: Localized, meanings: readonly AnnotationMeaning[]): Sketch => ({ id, title, edits: [{ file: field.file, edits: annotate(field, text, meanings) }] });
    const redact: readonly AnnotationMeaning[] = [...(classification.annotated ? [] : [{ kind: "personal-data", category: classification.category } as const]), { kind: "redact", strategy: "mask" }];
    const owner = `${field.container.name}.${name}`;
    return [
      ...(classification.redaction === undefined ? [at("annotate-redact", localized(`Demand masking of ${owner} wherever it leaves`, `要求 ${owner} 离开前一律脱敏`), redact)] : []),
      ...(classification.annotated ? [] : [at("annotate-not-personal-data", localized(`${owner} is not personal data`, `${owner} 不是个人信息`), [{ kind: "not-personal-data", reason: context.reason ?? "" }])]),
    ].filter(({ edits }) => edits.some((edit) => edit.edits.length > 0));
  });
}

/** Insertions at one place become one, so that their order is not left to the editor; an edit that is there twice is made once. */
function mergedInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const at = result.findIndex(({ range }) => range.start === edit.range.start && range.end === edit.range.end);
    const other = result[at];
    if (other === undefined) result.push(edit);
    else if (other.newText !== edit.newText && edit.range.start === edit.range.end) result[at] = { range: edit.range, newText: other.newText + edit.newText };
  }
  return result;
}
