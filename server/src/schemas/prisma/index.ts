export type { PrismaDatasource, PrismaSetting } from "./datasource.js";
export type { PrismaNames } from "./names.js";
export { readPrisma, readPrismaFolder, type PrismaDocument, type PrismaOptions } from "./reader.js";
