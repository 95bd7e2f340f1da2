import { SyntaxKind, TypeFlags, isVariableStatement, type Checker, type Project, type TsSymbol, type Type, type UnionType, type TypeReference } from "../../../server/src/compiler/ast.js";
import { CompilerSession } from "../../../server/src/compiler/session.js";
import type { PrismaFieldPlace } from "../../../server/src/schemas/prisma/client/index.js";

/** A program over virtual files: what its exported constants are, written in terms of the schema. */
export interface ClientProgram {
  /** Folder of the configuration and of `app.ts`. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly code: string;
  readonly options?: Readonly<Record<string, unknown>>;
  fieldAt(path: string, offset: number): PrismaFieldPlace | undefined;
}

export interface ProgramAnswer {
  /** Exported constant → its shape: `[{User.id, User.orders: [{Order.id}]}] | null`; a property mapped to no field is written `~name`. */
  readonly shapes: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  /** Every place found on the way. */
  readonly places: readonly PrismaFieldPlace[];
}

const depthLimit = 5;

export function ask(program: ClientProgram): ProgramAnswer {
  const config = `${program.folder}/tsconfig.json`;
  const file = `${program.folder}/app.ts`;
  const texts = new Map(program.files);
  texts.set(file, program.code);
  texts.set(config, JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, target: "esnext", module: "esnext", moduleResolution: "bundler", types: [], skipLibCheck: false, paths: program.paths, ...program.options },
    files: [file],
  }));
  const readFile = (path: string) => texts.get(path) ?? (path.startsWith(`${program.folder}/`) ? null : undefined);
  const session = new CompilerSession({ currentDirectory: program.folder, files: { readFile }, log: () => {} });
  try {
    session.open([config]);
    return session.run((snapshot) => {
      const project = snapshot.project(config);
      if (project === undefined) throw new Error("no project");
      return answer(project, file, program);
    });
  } finally {
    session.close();
  }
}

function answer(project: Project, file: string, program: ClientProgram): ProgramAnswer {
  const shapes: Record<string, string> = {};
  const writer = new ShapeWriter(project, program);
  for (const statement of project.program.getSourceFile(file)?.statements ?? []) {
    if (!isVariableStatement(statement) || statement.modifiers?.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword) !== true) continue;
    for (const { name } of statement.declarationList.declarations) {
      const type = project.checker.getTypeAtLocation(name);
      const text = program.code.slice(name.pos, name.end).trim();
      shapes[text] = type === undefined ? "?" : writer.shape(type, 0);
    }
  }
  const errors = [file, ...program.files.keys()].filter((path) => path.endsWith(".ts")).flatMap((path) => {
    if (project.program.getSourceFile(path) === undefined) return [];
    return [...project.program.getSyntacticDiagnostics(path), ...project.program.getSemanticDiagnostics(path)].map((diagnostic) => `${path.slice(program.folder.length + 1)}: ${diagnostic.text}`);
  });
  return { shapes, errors, places: writer.places };
}

class ShapeWriter {
  readonly places: PrismaFieldPlace[] = [];
  readonly #checker: Checker;

  constructor(readonly project: Project, readonly program: ClientProgram) {
    this.#checker = project.checker;
  }

  shape(type: Type, depth: number): string {
    const checker = this.#checker;
    if ((type.flags & TypeFlags.Union) !== 0) {
      const members = (type as UnionType).getTypes();
      const rest = members.filter((member) => (member.flags & (TypeFlags.Null | TypeFlags.Undefined)) === 0);
      const empty = members.filter((member) => !rest.includes(member)).map((member) => checker.typeToString(member)).sort();
      // Primitives among them: no rows, `JsonValue` for one.
      if (rest.some((member) => (member.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0)) return checker.typeToString(type);
      return [...new Set(rest.map((member) => this.shape(member, depth))), ...empty].join(" | ");
    }
    if (checker.isTupleType(type)) return `<${checker.getTypeArguments(type as TypeReference).map((item) => this.shape(item, depth)).join(", ")}>`;
    if (checker.isArrayType(type)) return `[${checker.getTypeArguments(type as TypeReference).map((item) => this.shape(item, depth)).join(", ")}]`;
    if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0 || depth > depthLimit || /^(?:Date|Decimal|Uint8Array)/.test(type.getSymbol()?.name ?? "")) return checker.typeToString(type);
    return `{${checker.getPropertiesOfType(type).map((property) => this.#property(property, depth)).join(", ")}}`;
  }

  #property(property: TsSymbol, depth: number): string {
    const place = this.#placeOf(property);
    if (place !== undefined) this.places.push(place);
    const label = place === undefined ? `~${property.name}` : `${place.model}.${place.field}`;
    const type = this.#checker.getTypeOfSymbol(property);
    const text = type === undefined ? "" : this.shape(type, depth + 1);
    return /[{[]/.test(text) ? `${label}: ${text}` : label;
  }

  #placeOf(property: TsSymbol): PrismaFieldPlace | undefined {
    const [declaration] = property.declarations;
    const node = declaration?.resolve(this.project);
    return node === undefined || declaration === undefined ? undefined : this.program.fieldAt(String(declaration.path), node.end - 1);
  }
}
