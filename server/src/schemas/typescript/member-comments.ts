import type { Comment } from "../../model/field.js";
import { commentsBetween, toComment, trailingComments, type CommentBlock } from "./comments.js";

/** A member as the comments see it: where its trivia, its first token and its last token are. */
export interface MemberPlace {
  readonly fullStart: number;
  readonly start: number;
  readonly end: number;
  /** More places in which comments of this member stand, such as between decorators and name. */
  readonly inner?: readonly { readonly from: number; readonly to: number }[];
}

export interface MemberComments {
  readonly comments: readonly Comment[];
  /** The member's own comments as they stand in the text, for annotations. */
  readonly blocks: readonly CommentBlock[];
}

/** Comments of the members of one container, in order, headings included. */
export function commentsOfMembers(text: string, members: readonly MemberPlace[]): readonly MemberComments[] {
  const leads = members.map((member, index) => leadingOf(text, member, index === 0));
  const grouped = leads.filter((lead) => lead.startsGroup).length >= 2;
  let heading: { comment: Comment; lasting: boolean } | undefined;
  return members.map((member, index) => {
    const lead = leads[index];
    if (lead === undefined) return { comments: [], blocks: [] };
    if (lead.heading !== undefined) heading = headingOf(text, lead.heading);
    else if (lead.startsGroup && heading?.lasting !== true) heading = undefined;
    const trailing = trailingComments(text, member.end);
    const inner = (member.inner ?? []).flatMap((place) => commentsBetween(text, place.from, place.to));
    const blocks = [...lead.own, ...inner, ...trailing];
    const comments = blocks.flatMap((block) => toComment(text, block, block.doc ? "doc" : "line") ?? []);
    if (heading !== undefined) comments.push(heading.comment);
    if (grouped && headsGroup(text, leads, index)) heading = headingOf(text, lead.own[0]);
    return { comments, blocks };
  });
}

/** More comments over one member are generated. */
const mostComments = 40;

/** Comments directly above a declaration, and inside its head. */
export function ownComments(text: string, place: MemberPlace): readonly CommentBlock[] {
  const inner = (place.inner ?? []).flatMap((gap) => commentsBetween(text, gap.from, gap.to));
  return [...leadingOf(text, place, false).own, ...inner];
}

interface Lead {
  readonly own: readonly CommentBlock[];
  readonly heading: CommentBlock | undefined;
  /** A blank line stands before the member or its comments. */
  readonly startsGroup: boolean;
}

function leadingOf(text: string, member: MemberPlace, first: boolean): Lead {
  const blocks = commentsBetween(text, member.fullStart, member.start);
  // What follows on the line of the previous token is that token's, unless the member stands on that line too.
  const lastBreak = blocks.findLastIndex((block) => block.breaksAfter > 0);
  const mine = blocks.filter((block, index) => block.breaksBefore > 0 || index > lastBreak);
  let from = mine.length;
  while (from > 0 && (mine[from - 1]?.breaksAfter ?? 9) <= 1 && !isRule(text, mine[from - 1])) from--;
  const heading = mine.slice(0, from).at(-1);
  const startsGroup = first || blocks.some((block) => block.breaksBefore >= 2) || (blocks.length === 0 && blankLine(text, member)) || heading !== undefined;
  return { own: mine.slice(Math.max(from, mine.length - mostComments)), heading, startsGroup };
}

function blankLine(text: string, member: MemberPlace): boolean {
  return /\n[ \t\r]*\n/.test(text.slice(member.fullStart, Math.min(member.start, member.fullStart + 500)));
}

/** `// ---- Contact ----`: a heading even without a blank line below. */
function isRule(text: string, block: CommentBlock | undefined): boolean {
  if (block === undefined || block.doc) return false;
  return /^\/[/*]+\s*(?:[-=*#~━─]{3,}|#region\b)/.test(text.slice(block.range.start, Math.min(block.range.end, block.range.start + 40)));
}

function headingOf(text: string, block: CommentBlock | undefined): { comment: Comment; lasting: boolean } | undefined {
  const comment = block === undefined ? undefined : toComment(text, block, "section");
  return comment === undefined ? undefined : { comment, lasting: isRule(text, block) };
}

/** One line of comment over several uncommented members, set off by blank lines, speaks for all of them. */
function headsGroup(text: string, leads: readonly Lead[], index: number): boolean {
  const lead = leads[index];
  const block = lead?.own[0];
  if (lead === undefined || block === undefined || !lead.startsGroup || lead.own.length !== 1 || block.doc) return false;
  if (block.range.end - block.range.start > 60 || text.slice(block.range.start, block.range.end).includes("\n")) return false;
  let members = 1;
  for (let i = index + 1; i < leads.length && leads[i]?.startsGroup === false; i++) {
    if (leads[i]?.own.length !== 0) return false;
    members++;
  }
  return members >= 2;
}
