export type { PrismaDatasource, PrismaSetting } from "./datasource.js";
export { joinNames, noNames, type PrismaNames } from "./names.js";
export { readPrisma, readPrismaFolder, type PrismaDocument } from "./reader.js";
