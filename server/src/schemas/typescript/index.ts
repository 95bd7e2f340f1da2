export { couldDeclareSchemas } from "./prefilter.js";
export { readTypeScript, type ReadOptions } from "./reader.js";
export type { ReferenceResolver } from "./declarations.js";
export { virtualVueText, type VirtualScript } from "./vue.js";
