/** Stands in for the package's manifest. */
export const packageText = JSON.stringify({ name: "@prisma/client", version: "0.0.0", types: "index.d.ts" });

/** A file that passes on another one. */
export function reExport(specifier: string): string {
  return `export * from ${JSON.stringify(specifier)};\n`;
}

/** `models` of the newer generator: row types under the models' names. */
export function modelsText(models: readonly string[]): string {
  return `import { Prisma } from "./index.js";\nexport * from "./index.js";\n${models.map((model) => `export type ${model}Model=Prisma.${model}Model;\n`).join("")}`;
}

const passedOn = [
  "Decimal", "PrismaClientKnownRequestError", "PrismaClientUnknownRequestError", "PrismaClientRustPanicError", "PrismaClientInitializationError",
  "PrismaClientValidationError", "NotFoundError", "JsonValue", "JsonObject", "JsonArray", "InputJsonValue", "InputJsonObject", "InputJsonArray",
  "Sql", "empty", "join", "raw",
];

/** "@prisma/client/runtime/library": errors and values people import from there. */
export const runtimeText = `import { Prisma } from "./index.js";
${passedOn.map((name) => `export import ${name} = Prisma.${name};\n`).join("")}export import PrismaClientOptions = Prisma.PrismaClientOptions;
export type ITXClientDenyList = "$connect" | "$disconnect" | "$on" | "$transaction" | "$use" | "$extends";
export type DefaultArgs = any; export type InternalArgs = any; export type DynamicClientExtensionThis<A = any, B = any, C = any> = any;
export declare const sqltag: typeof Prisma.sql;
`;
