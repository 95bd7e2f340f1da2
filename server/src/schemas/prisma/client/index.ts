export { virtualPrismaClient, delegateName, type VirtualField, type VirtualPrismaClient } from "./declare.js";
export { virtualPrismaFiles, type VirtualPrismaFiles, type VirtualPrismaOptions } from "./files.js";
export { generatedModel } from "./generated.js";
export { groupPrismaSchemas, type PrismaSchemaGroup } from "./groups.js";
export type { PrismaFieldPlace, PrismaSchemaText } from "./models.js";
