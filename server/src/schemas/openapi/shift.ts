// Moves what was found in a piece to where the piece stands now.
import type { TextRange } from "../../base/range.js";
import type { Annotation } from "../../model/annotation.js";
import type { Comment, Container, FieldDeclaration } from "../../model/field.js";
import type { UnitResult } from "./unit.js";

/** A copy with all offsets moved; the same object when nothing moves. */
export function shiftUnit(unit: UnitResult, by: number): UnitResult {
  if (by === 0) return unit;
  const at = ({ start, end }: TextRange): TextRange => ({ start: start + by, end: end + by });
  const ranged = <T extends { readonly range: TextRange }>(items: readonly T[]): readonly T[] =>
    items.length === 0 ? items : items.map(item => ({ ...item, range: at(item.range) }));
  const annotations = (items: readonly Annotation[]): readonly Annotation[] =>
    items.length === 0 ? items : items.map(item => ({ ...item, range: at(item.range), ...(item.valueRange ? { valueRange: at(item.valueRange) } : {}) }));
  const containers = new Map<Container, Container>();
  const container = (old: Container): Container => {
    let moved = containers.get(old);
    if (!moved) {
      moved = { ...old, nameRange: at(old.nameRange), range: at(old.range), comments: ranged<Comment>(old.comments), annotations: annotations(old.annotations) };
      containers.set(old, moved);
    }
    return moved;
  };
  const field = (old: FieldDeclaration): FieldDeclaration => ({
    ...old, nameRange: at(old.nameRange), range: at(old.range), container: container(old.container), comments: ranged<Comment>(old.comments),
    attributes: ranged(old.attributes), annotations: annotations(old.annotations),
    ...(old.annotationSite ? { annotationSite: { ...old.annotationSite, offset: old.annotationSite.offset + by } } : {}),
  });
  return {
    fields: unit.fields.map(field), containers: unit.containers.map(container), problems: [...ranged(unit.problems)],
    suppressions: unit.suppressions.map(each => ({ ...each, range: at(each.range), scope: at(each.scope) })),
    operations: unit.operations.map(each => ({ ...each, range: at(each.range), nameRange: at(each.nameRange), servers: ranged(each.servers) })),
  };
}
