/** Problem codes of the annotation readers, by the rule that speaks of them. Every other code is about the source text itself. */
export const annotationProblems = {
  "unknown-annotation": ["unknown-annotation", "invalid-annotation-value", "unknown-strategy", "unknown-purpose", "annotation-without-reason"],
  "unknown-category": ["unknown-category"],
  "contradictory-annotation": ["contradictory-annotation"],
  "malformed-suppression": ["malformed-suppression", "suppression-without-reason"],
} as const satisfies Record<string, readonly string[]>;

export type AnnotationRule = keyof typeof annotationProblems;

const all: ReadonlySet<string> = new Set(Object.values(annotationProblems).flat());

export function isAnnotationProblem(code: string): boolean {
  return all.has(code);
}

export function concerns(rule: AnnotationRule): (code: string) => boolean {
  const codes: readonly string[] = annotationProblems[rule];
  return (code) => codes.includes(code);
}
