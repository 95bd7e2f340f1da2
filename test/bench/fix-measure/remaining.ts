// Whether a fix did what it says: the finding is gone, or the rule has got the answer it asked for.
import type { Finding, Fix } from "../../../server/src/model/finding.js";

/** Fixes that keep fields out of a call. */
const keepsBack = /^(?:drop-key|omit|redact|prisma-select|prisma-omit)(?:-(?:recipient|field|file))?$/;

/** What is left of the finding, in words; undefined when it is gone or answered. */
export function remaining(fix: Fix, finding: Finding, before: readonly Finding[], after: readonly Finding[]): string | undefined {
  if (keepsBack.test(fix.id)) return fieldsLeft(fix, finding, before, after);
  if (/^annotate-(?:file|model)$/.test(fix.id)) return guesses(after) < guesses(before) ? undefined : "no field is settled";
  if (fix.id.startsWith("suppress")) return suppressionFailed(finding, before, after);
  if (finding.data.kind === "flow") return flowLeft(fix, finding, before, after);
  return countOf(after, finding) < countOf(before, finding) ? undefined : `${finding.rule} is still there`;
}

/** Each field the title names must reach the recipient from one place less than before. */
function fieldsLeft(fix: Fix, finding: Finding, before: readonly Finding[], after: readonly Finding[]): string | undefined {
  const fewer = /-(?:recipient|field|file)$/.test(fix.id) ? 2 : 1;
  if (fewer === 2) {
    const all = (list: readonly Finding[]) => list.filter((one) => one.rule === finding.rule).flatMap(fieldNames).length;
    return all(after) <= all(before) - fewer ? undefined : `${all(before)} fields before, ${all(after)} after`;
  }
  const left = fieldNames(finding).filter((name) => namedIn(name, fix.title.en) && occurrences(name, finding, after) >= occurrences(name, finding, before));
  return left.length === 0 ? undefined : `still sent: ${left.join(", ")}`;
}

function namedIn(name: string, title: string): boolean {
  return title.replace(/ with [\w, ]+$| \(adds .*$/, "").split(/[\s,]+/).includes(name);
}

function occurrences(name: string, { rule, data }: Finding, list: readonly Finding[]): number {
  if (data.kind !== "flow") return 0;
  return list.filter((one) => one.rule === rule && one.data.kind === "flow" && one.data.flow.recipient.id === data.flow.recipient.id && fieldNames(one).includes(name)).length;
}

function fieldNames({ data }: Finding): readonly string[] {
  return data.kind === "flow" ? [...new Set(data.flow.sources.map(({ source }) => source.name))] : [];
}

function flowLeft(fix: Fix, finding: Finding, before: readonly Finding[], after: readonly Finding[]): string | undefined {
  if (finding.data.kind !== "flow") return undefined;
  if (countOf(after, finding) < countOf(before, finding)) return undefined;
  const now = after.find(({ rule, message }) => rule === finding.rule && message.en === finding.message.en);
  if (now?.data.kind !== "flow") return undefined;
  if (fix.id === "declare-recipient") return JSON.stringify(now.data.transfer) === JSON.stringify(finding.data.transfer) ? "the transfer is judged as before" : undefined;
  if (fix.id === "annotate-redact") {
    const demanded = (one: Finding) => (one.data.kind === "flow" ? one.data.flow.sources.filter(({ source }) => source.classification.redaction !== undefined).length : 0);
    return demanded(now) > demanded(finding) ? undefined : "no source demands redaction";
  }
  if (fix.id === "annotate-not-personal-data" && declaredIn(fix, now) < declaredIn(fix, finding)) return undefined;
  return `${finding.rule} is still there`;
}

/** Sources that the declaration the fix writes to stands behind; others of the same name may remain. */
function declaredIn(fix: Fix, { data }: Finding): number {
  return data.kind === "flow" ? data.flow.sources.filter(({ source }) => source.declaration?.file === fix.edits[0]?.file && fix.title.en.includes(`.${source.name} `)).length : 0;
}

function guesses(list: readonly Finding[]): number {
  return list.filter(({ data }) => data.kind === "field").length;
}

function suppressionFailed(finding: Finding, before: readonly Finding[], after: readonly Finding[]): string | undefined {
  if (countOf(after, finding) >= countOf(before, finding)) return `${finding.rule} is still there`;
  const unused = (list: readonly Finding[]) => list.filter(({ rule }) => /suppression/.test(rule)).length;
  return unused(after) > unused(before) ? "a suppression that silences nothing was written" : undefined;
}

/** Findings that say the same are alike: fingerprints number them, so the last number goes whichever of them is mended. */
function countOf(list: readonly Finding[], { rule, message }: Finding): number {
  return list.filter((one) => one.rule === rule && one.message.en === message.en).length;
}
