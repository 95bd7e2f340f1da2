import type { Register } from "./register.js";

/** Both languages at once; `formatVersion` grows when a key changes its meaning. */
export function registerJson(register: Register): string {
  return `${JSON.stringify({ formatVersion: 1, ...register }, null, 2)}\n`;
}
