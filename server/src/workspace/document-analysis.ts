import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { dirname, isInside } from "../base/paths.js";
import { range } from "../base/range.js";
import { classify, type ClassifyOptions } from "../classify/index.js";
import { nestedTooDeeplyAt } from "../compiler/nesting.js";
import type { SyntaxService } from "../compiler/syntax.js";
import type { FieldDeclaration, SchemaDocument } from "../model/field.js";
import type { ClassifiedField } from "../rules/rule.js";
import { type OpenApiDocument, readOpenApi, recogniseOpenApi } from "../schemas/openapi/index.js";
import { readPrisma } from "../schemas/prisma/index.js";
import { couldDeclareSchemas, readTypeScript, virtualVueText } from "../schemas/typescript/index.js";
import type { SchemaMemory } from "./cache/memory.js";
import { fileKind, looksGenerated } from "./file-kinds.js";
import type { WorkspaceFolder } from "./folder.js";
import type { SourceText, TextStore } from "./texts.js";

/** What one document declares, classified. Immutable; a new text makes a new one. */
export interface DocumentAnalysis {
  readonly source: SourceText;
  readonly schema: SchemaDocument;
  readonly fields: readonly ClassifiedField[];
  readonly problems: readonly Problem[];
  /** Other files whose text this answer depends on. */
  readonly dependencies: readonly string[];
}

const empty: SchemaDocument = { fields: [], containers: [], suppressions: [], problems: [] };

/** Files beyond this many UTF-16 code units get a problem instead of an analysis; 13 MB OpenAPI documents are still read. */
export const defaultMaxFileLength = 40_000_000;
const maxCodeLength = 4_000_000;

export interface AnalyzerOptions {
  readonly texts: TextStore;
  readonly syntax: SyntaxService;
  folderOf(path: string): WorkspaceFolder | undefined;
  maxFileLength(): number;
}

/** Reads and classifies documents one by one, remembering answers until the text or something it depends on changes. */
export class DocumentAnalyzer {
  readonly #options: AnalyzerOptions;
  readonly #cache = new Map<string, DocumentAnalysis>();
  /** Schema part alone: survives a change of configuration, which concerns the classification only. */
  readonly #schemas = new Map<string, { source: SourceText; schema: SchemaDocument; dependencies: readonly string[] }>();
  /** Last readings of OpenAPI documents: only changed pieces of a large one are read anew. */
  readonly #openApi = new Map<string, OpenApiDocument>();

  constructor(options: AnalyzerOptions) {
    this.#options = options;
  }

  analyse(path: string): DocumentAnalysis | undefined {
    const source = this.#options.texts.read(path);
    if (source === undefined) return undefined;
    const cached = this.#cache.get(path);
    if (cached !== undefined && cached.source.text === source.text) return cached;
    const { schema, dependencies } = this.#read(path, source);
    const options = this.#classifyOptions(path);
    const analysis: DocumentAnalysis = {
      source, schema, dependencies,
      fields: schema.fields.map((field) => ({ field, classification: classify(field, options) })),
      problems: source.problem === undefined ? schema.problems : [source.problem, ...schema.problems],
    };
    this.#cache.set(path, analysis);
    return analysis;
  }

  /** Reads the trees of many code files in one go before they are analysed one by one. */
  prefetch(paths: readonly string[]): void {
    const wanted = paths.flatMap((path) => {
      const kind = fileKind(path);
      if (kind !== "code" && kind !== "vue") return [];
      const source = this.#options.texts.read(path);
      if (source === undefined || looksGenerated(path, source.text) || source.text.length > maxCodeLength || this.#schemas.get(path)?.source.text === source.text) return [];
      const unit = codeUnit(path, source.text);
      return unit !== undefined && couldDeclareSchemas(unit.text, unit.path) ? [unit] : [];
    });
    if (wanted.length > 0) this.#options.syntax.prefetch(wanted);
  }

  /** Readings of texts as they are now, for another process. */
  schemas(): ReadonlyMap<string, SchemaMemory> {
    return new Map([...this.#schemas].filter(([path, { source }]) => this.#options.texts.read(path)?.text === source.text).map(([path, { schema, dependencies }]) => [path, { schema: plainSchema(schema), dependencies }]));
  }

  /** Takes over readings that are known to fit the texts as they are. */
  adopt(schemas: ReadonlyMap<string, SchemaMemory>): void {
    for (const [path, { schema, dependencies }] of schemas) {
      const source = this.#options.texts.read(path);
      if (source !== undefined && !this.#schemas.has(path)) this.#schemas.set(path, { source, schema, dependencies });
    }
  }

  /** Forgets a file and all whose answers depend on it; returns the latter. */
  invalidate(path: string): readonly string[] {
    const affected = [...this.#cache].filter(([, analysis]) => analysis.dependencies.includes(path)).map(([file]) => file);
    for (const file of [path, ...affected]) {
      this.#cache.delete(file);
      this.#schemas.delete(file);
    }
    return affected;
  }

  /** Classification depends on the configuration, reading does not. */
  forgetClassifications(): void {
    this.#cache.clear();
  }

  forgetAll(): void {
    this.#cache.clear();
    this.#schemas.clear();
    this.#openApi.clear();
  }

  #classifyOptions(path: string): ClassifyOptions {
    const folder = this.#options.folderOf(path);
    return { profile: folder?.profile ?? "current", customCategories: folder?.config.categories ?? [] };
  }

  #read(path: string, source: SourceText): { schema: SchemaDocument; dependencies: readonly string[] } {
    const known = this.#schemas.get(path);
    if (known !== undefined && known.source.text === source.text) return known;
    const answer = this.#readUncached(path, source.text);
    this.#schemas.set(path, { source, ...answer });
    return answer;
  }

  #readUncached(path: string, text: string): { schema: SchemaDocument; dependencies: readonly string[] } {
    const kind = fileKind(path);
    const limit = kind === "code" || kind === "vue" ? Math.min(maxCodeLength, this.#options.maxFileLength()) : this.#options.maxFileLength();
    if (text.length > limit) return { schema: { ...empty, problems: [tooLong(text.length, limit)] }, dependencies: [] };
    switch (kind) {
      case "prisma":
        return this.#readPrisma(path, text);
      case "document":
        return this.#readDocument(path, text);
      case "code":
      case "vue":
        return { schema: this.#readCode(path, text), dependencies: [] };
      default:
        return { schema: empty, dependencies: [] };
    }
  }

  /** A Prisma schema may be spread over a folder: names declared next door are known here. */
  #readPrisma(path: string, text: string): { schema: SchemaDocument; dependencies: readonly string[] } {
    const folder = this.#options.folderOf(path);
    const siblings = (folder?.prismaFiles() ?? []).filter((file) => file !== path && sameSchemaFolder(file, path));
    const texts = siblings.flatMap((file) => this.#options.texts.read(file)?.text ?? []);
    return { schema: readPrisma(text, path, { siblings: texts }), dependencies: siblings };
  }

  #readDocument(path: string, text: string): { schema: SchemaDocument; dependencies: readonly string[] } {
    if (recogniseOpenApi(text, path) === undefined) return { schema: empty, dependencies: [] };
    const folder = this.#options.folderOf(path)?.path ?? dirname(path);
    const document = readOpenApi(text, path, (file) => (isInside(folder, file) ? this.#options.texts.read(file)?.text : undefined), this.#openApi.get(path));
    this.#openApi.set(path, document);
    return { schema: document, dependencies: document.references };
  }

  #readCode(path: string, text: string): SchemaDocument {
    if (looksGenerated(path, text)) return empty;
    const unit = codeUnit(path, text);
    if (unit === undefined) return empty;
    const tooDeep = nestedTooDeeplyAt(unit.text, unit.path);
    if (tooDeep !== undefined) return { ...empty, problems: [nestedTooDeeply(tooDeep)] };
    if (!couldDeclareSchemas(unit.text, unit.path)) return empty;
    const tree = this.#options.syntax.parse(unit.path, unit.text);
    return tree === undefined ? empty : readTypeScript(tree, unit.text, path);
  }
}

/** Finds the classified field whose name stands at an offset. */
export function fieldAt(analysis: DocumentAnalysis, offset: number): ClassifiedField | undefined {
  return analysis.fields.find(({ field }) => field.nameRange.start <= offset && offset <= field.nameRange.end);
}

/** The code the compiler sees for a file: itself, or the script of a Vue component at unchanged offsets. */
export function codeUnit(path: string, text: string): { path: string; text: string } | undefined {
  if (fileKind(path) !== "vue") return { path, text };
  const script = virtualVueText(text);
  return script === undefined ? undefined : { path: path + script.extension, text: script.text };
}

export function declaresAt(field: FieldDeclaration, offset: number): boolean {
  return field.range.start <= offset && offset <= field.range.end;
}

/** What rules read of a schema, its own kind's parts included; the groups serve the reader's next reading in this process. */
function plainSchema(schema: SchemaDocument): SchemaDocument {
  return "groups" in schema ? Object.assign({}, schema, { groups: [] }) : schema;
}

function sameSchemaFolder(a: string, b: string): boolean {
  return isInside(dirname(a), b) || isInside(dirname(b), a);
}

function tooLong(length: number, limit: number): Problem {
  return {
    code: "file-too-long",
    severity: "information",
    range: range(0, 0),
    message: localized(`This file is too long to analyse (${length} characters, limit ${limit}).`, `文件过长，未分析（${length} 个字符，上限 ${limit}）。`),
  };
}

function nestedTooDeeply(at: number): Problem {
  return {
    code: "code-nested-too-deeply",
    severity: "information",
    range: range(at, at + 1),
    message: localized("Nested too deeply to follow; this file is not analysed.", "嵌套过深，无法跟踪；此文件未分析。"),
  };
}
