import { sharedFilters, sharedNamespace, modelNamespace } from "./namespace.js";
import { runtimeDeclarations } from "./runtime.js";
import { clientSchema, type ClientEnum, type ClientField, type ClientModel, type PrismaFieldPlace, type PrismaSchemaText } from "./models.js";

/** A stretch of the declarations that stands for one field of the schema. */
export interface VirtualField extends PrismaFieldPlace {
  readonly start: number;
  readonly end: number;
}

/** Declarations of a client that was never generated, and where their properties come from. */
export interface VirtualPrismaClient {
  /** Text of the client's declaration file; it imports nothing. */
  readonly declarations: string;
  readonly fields: readonly VirtualField[];
  /** The field a property declaration of the text stands for, by any offset in it. */
  fieldAt(offset: number): PrismaFieldPlace | undefined;
  /** Field by names: for a client that was really generated. */
  fieldNamed(model: string, field: string): PrismaFieldPlace | undefined;
  readonly models: readonly string[];
}

/** Writes the declarations for the files of one schema. */
export function virtualPrismaClient(schemas: readonly PrismaSchemaText[]): VirtualPrismaClient {
  const { models, enums } = clientSchema(schemas);
  const rows = models.filter((model) => !model.composite);
  const writer = new Writer();
  for (const model of models) writeModel(model, writer);
  writeEnums(enums, writer);
  writeClient(rows, writer);
  writePayloads(rows, writer);
  writeNamespace(rows, enums, writer);
  writer.write(runtimeDeclarations);
  const { fields } = writer;
  const byName = new Map(models.map((model) => [model.name, new Map(model.fields.map(({ place }) => [place.field, place]))]));
  return {
    declarations: writer.text(), fields, models: models.map((model) => model.name),
    fieldAt: (offset) => placeAt(fields, offset),
    fieldNamed: (model, field) => byName.get(model)?.get(field),
  };
}

class Writer {
  readonly fields: VirtualField[] = [];
  readonly #parts: string[] = [];
  #length = 0;

  write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** A property on a line of its own; the line break belongs to it, as the compiler counts it to the declaration. */
  property(field: ClientField, type: string): void {
    const start = this.#length;
    this.write(`\n${propertyName(field.place.field)}:${type};`);
    this.fields.push({ ...field.place, start, end: this.#length });
  }

  text(): string {
    return this.#parts.join("");
  }
}

function writeModel(model: ClientModel, writer: Writer): void {
  writer.write(`export type ${model.name}={`);
  for (const field of model.fields) if (!field.relation) writer.property(field, shaped(field, field.type));
  writer.write("\n};\n");
}

/** `string[]`, `string|null`: lists are never null. */
function shaped(field: ClientField, type: string): string {
  if (field.isList) return `${type}[]`;
  return field.isOptional ? `${type}|null` : type;
}

function writeEnums(enums: readonly ClientEnum[], writer: Writer): void {
  writer.write("export namespace $Enums {\n");
  for (const { name, values } of enums) {
    const members = values.map((value) => `${propertyName(value)}:${JSON.stringify(value)};`).join("");
    writer.write(`const ${name}:{${members}};type ${name}=${values.map((value) => JSON.stringify(value)).join("|") || "never"};\n`);
  }
  writer.write("}\n");
  for (const { name } of enums) writer.write(`export type ${name}=$Enums.${name};export const ${name}:typeof $Enums.${name};\n`);
}

function writeClient(models: readonly ClientModel[], writer: Writer): void {
  writer.write("export {};\ninterface $Delegates<G={}>{\n");
  for (const { name } of models) writer.write(`${delegateName(name)}:$.Delegate<$${name},G>;\n`);
  writer.write(`}
export class PrismaClient<O extends Prisma.PrismaClientOptions=Prisma.PrismaClientOptions,U=any,E=any> extends $.ClientBase { constructor(options?: O) }
export interface PrismaClient<O extends Prisma.PrismaClientOptions=Prisma.PrismaClientOptions,U=any,E=any> extends $Delegates<$.OmitOf<O>> {}
export type PromiseReturnType<T extends (...values: any) => any>=$.PromiseReturnType<T>;
`);
}

/** Outside the `Prisma` name space, whose own names (`Payload`, `Result` …) models may share. */
function writePayloads(models: readonly ClientModel[], writer: Writer): void {
  for (const { name, fields } of models) {
    const required = fields.filter((field) => field.required).map((field) => JSON.stringify(field.place.field)).join("|");
    writer.write(`type $${name}={name:"${name}";key:"${delegateName(name)}";s:${name};q:${required || "never"};o:{`);
    for (const field of fields) if (field.relation) writer.property(field, shaped(field, `$${field.type}`));
    writer.write("\n}};\n");
  }
}

function writeNamespace(models: readonly ClientModel[], enums: readonly ClientEnum[], writer: Writer): void {
  writer.write(`export namespace Prisma {${sharedNamespace}${sharedFilters}
interface TransactionClient extends $Delegates,$.RawQueries {}
interface PrismaClientOptions extends $.PrismaClientOptions { omit?: GlobalOmitConfig }
`);
  for (const { name } of models) writer.write(`${modelNamespace(name)}\n`);
  writer.write(`type GlobalOmitConfig={${models.map(({ name }) => `${delegateName(name)}?:$.Omitted<$${name}>;`).join("")}};\n`);
  const modelNames = models.map(({ name }) => `${name}:"${name}";`).join("");
  writer.write(`const ModelName:{${modelNames}};type ModelName=keyof typeof ModelName;\n`);
  for (const { name } of enums) {
    const filter = `$.Filter<$Enums.${name}>`;
    writer.write(`type Enum${name}Filter<M=any>=${filter};type Enum${name}NullableFilter<M=any>=${filter};type Enum${name}NullableListFilter<M=any>=any;\n`);
  }
  writer.write("}\n");
}

/** `User` → `user`: Prisma lowers the first letter only. */
export function delegateName(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}

function propertyName(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
}

function placeAt(fields: readonly VirtualField[], offset: number): PrismaFieldPlace | undefined {
  let low = 0;
  let high = fields.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const field = fields[middle];
    if (field === undefined) return undefined;
    if (offset < field.start) high = middle - 1;
    else if (offset >= field.end) low = middle + 1;
    else return { file: field.file, model: field.model, field: field.field, nameRange: field.nameRange };
  }
  return undefined;
}
