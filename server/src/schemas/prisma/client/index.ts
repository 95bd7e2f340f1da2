export { virtualPrismaClient, delegateName, type VirtualField, type VirtualPrismaClient } from "./declare.js";
export type { PrismaFieldPlace, PrismaSchemaText } from "./models.js";
