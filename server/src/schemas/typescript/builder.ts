import type { TextRange } from "../../base/range.js";
import type { Problem } from "../../base/problem.js";
import { findSuppressions, readTags, withScopes } from "../../annotations/index.js";
import type { Annotation } from "../../model/annotation.js";
import type { Attribute, Comment, Container, ContainerKind, FieldDeclaration, FieldType, SchemaDocument } from "../../model/field.js";
import { toComment, trailingComments, type CommentBlock } from "./comments.js";
import { docFacts } from "./doc-facts.js";
import { commentsOfMembers, ownComments, type MemberPlace } from "./member-comments.js";
import type { SourceView } from "./source-view.js";

/** A field before its comments are known. */
export interface MemberDraft {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  readonly type: FieldType;
  readonly place: MemberPlace;
  readonly attributes?: readonly Attribute[];
  readonly mappedName?: string;
  readonly examples?: readonly string[];
  /** Descriptions written as values: `.describe("…")`, `@ApiProperty({ description })`. */
  readonly comments?: readonly Comment[];
  readonly annotations?: readonly Annotation[];
}

export interface ContainerDraft {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  /** Statement or member whose leading comments speak for the container. */
  readonly place?: MemberPlace;
  /** Offset of the brace that opens the members; a remark behind it is about the container. */
  readonly openBrace?: number;
  readonly comments?: readonly Comment[];
  readonly annotations?: readonly Annotation[];
  readonly mappedName?: string;
  readonly bases?: readonly string[];
  readonly members: readonly MemberDraft[];
}

/** Collects what the readers find and ties comments, tags and suppressions to it. */
export class DocumentBuilder {
  readonly #view: SourceView;
  readonly #fields: FieldDeclaration[] = [];
  readonly #containers: Container[] = [];
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<string>();

  constructor(view: SourceView) {
    this.#view = view;
  }

  /** Containers without members are none. The same piece of source is taken once, by the reader that comes first. */
  add(draft: ContainerDraft): void {
    const key = `${draft.range.start}:${draft.range.end}`;
    if (draft.members.length === 0 || this.#seen.has(key)) return;
    this.#seen.add(key);
    const container = this.#container(draft);
    this.#containers.push(container);
    const comments = commentsOfMembers(this.#view.text, draft.members.map((member) => member.place));
    draft.members.forEach((member, index) => {
      this.#fields.push(this.#field(member, container, comments[index]?.comments ?? [], comments[index]?.blocks ?? []));
    });
  }

  report(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  finish(declarations: () => readonly TextRange[]): SchemaDocument {
    const found = findSuppressions(this.#view.text, "typescript");
    const suppressions = found.suppressions.length === 0 ? [] : withScopes(found.suppressions, this.#view.text, declarations());
    return {
      fields: this.#fields.sort((a, b) => a.nameRange.start - b.nameRange.start),
      containers: this.#containers.sort((a, b) => a.range.start - b.range.start),
      suppressions, problems: unique([...this.#problems, ...found.problems]),
    };
  }

  #container(draft: ContainerDraft): Container {
    const { text } = this.#view;
    const blocks = draft.place === undefined ? [] : [...ownComments(text, draft.place)];
    if (draft.openBrace !== undefined) blocks.push(...trailingComments(text, draft.openBrace + 1).slice(0, 1));
    return {
      name: draft.name === "" ? "anonymous" : draft.name, kind: draft.kind, nameRange: draft.nameRange, range: draft.range,
      comments: [...blocks.flatMap((block) => toComment(text, block, block.doc ? "doc" : "line") ?? []), ...(draft.comments ?? [])],
      members: draft.members.map((member) => ({ name: member.name, type: member.type.text })),
      annotations: [...this.#annotations(blocks), ...(draft.annotations ?? [])],
      ...(draft.mappedName === undefined ? {} : { mappedName: draft.mappedName }),
      ...(draft.bases === undefined || draft.bases.length === 0 ? {} : { bases: draft.bases }),
    };
  }

  #field(member: MemberDraft, container: Container, comments: readonly Comment[], blocks: readonly CommentBlock[]): FieldDeclaration {
    const facts = docFacts(this.#view.text, blocks);
    return {
      schema: "typescript", file: this.#view.file, name: member.name, nameRange: member.nameRange, range: member.range, type: member.type, container,
      comments: [...comments, ...(member.comments ?? [])],
      attributes: [...(member.attributes ?? []), ...facts.attributes],
      ...(member.mappedName === undefined ? {} : { mappedName: member.mappedName }),
      examples: [...(member.examples ?? []), ...facts.examples],
      annotations: [...this.#annotations(blocks), ...(member.annotations ?? [])],
    };
  }

  #annotations(blocks: readonly CommentBlock[]): readonly Annotation[] {
    const annotations: Annotation[] = [];
    for (const block of blocks) {
      const source = this.#view.text.slice(block.range.start, block.range.end);
      const reading = readTags(source, block.range.start, block.doc ? "jsdoc" : "line-comment");
      annotations.push(...reading.annotations);
      this.#problems.push(...reading.problems);
    }
    return annotations;
  }
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code}:${problem.range.start}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  }).sort((a, b) => a.range.start - b.range.start);
}
