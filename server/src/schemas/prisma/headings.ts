import type { PrismaComment, PrismaMember } from "./syntax.js";

/**
 * For each member the comments that head its group. A comment cut off by a blank line heads the members up to the next blank
 * line; one right above the first of several uncommented members heads the others of the group (the first one owns it).
 */
export function headingsOf(members: readonly PrismaMember[]): readonly (readonly PrismaComment[])[] {
  const result: (readonly PrismaComment[])[] = [];
  let start = 0;
  while (start < members.length) {
    let end = start + 1;
    while (end < members.length && members[end]?.startsGroup !== true) end++;
    const group = members.slice(start, end);
    const detached = group[0]?.detached ?? [];
    const own = headingComment(group);
    group.forEach((_, index) => result.push(index === 0 ? detached : [...detached, ...own]));
    start = end;
  }
  return result;
}

function headingComment(group: readonly PrismaMember[]): readonly PrismaComment[] {
  const comments = group[0]?.leading ?? [];
  const others = group.slice(1);
  if (others.length === 0 || comments.some((comment) => comment.kind === "doc")) return [];
  return others.some((member) => member.leading.length > 0) ? [] : comments;
}
