// Digests: pseudonymised, not anonymous. The labels stay, marked as hashed.
import type { SymbolicValue } from "../domain/symbols.js";
import { rootOf } from "../domain/symbols.js";
import { anyWith, joinLabels, nothing, reference, type Label, type Value } from "../domain/values.js";
import { deepLabels } from "../interpret/labels.js";
import type { Machine } from "../interpret/machine.js";
import type { ExternalCall } from "./externals.js";

const hashPackages = /^(?:md5|sha1|sha\.?js|js-sha\d*|js-md5|hash\.js|object-hash|crypto-js|bcrypt(?:js)?|argon2|@node-rs\/(?:bcrypt|argon2)|@noble\/hashes|blueimp-md5|crypto)(?:\/|$)/;
const hashNames = /^(?:md5|sha\d*|hash|hashSync|createHash|createHmac|Hmac\w*|MD5|SHA\d*|hex|digest|scrypt(?:Sync)?|pbkdf2(?:Sync)?)$/;

/** Functions that take a key or a salt of their own. */
const keyedNames = /^(?:createHmac|Hmac\w*|hmac\w*|scrypt(?:Sync)?|pbkdf2(?:Sync)?)$/;
const keyedPackages = /^(?:bcrypt(?:js)?|argon2|@node-rs\/(?:bcrypt|argon2))(?:\/|$)/;

export function hashed(labels: readonly Label[], isKeyed = false): readonly Label[] {
  return labels.map((label) => ({ origin: label.origin, redacted: isKeyed ? "keyed-hash" : "hash" }));
}

/** Result of a hash function of a package, or of the last call of `createHash(…).update(x).digest()`. */
export function digestOf(machine: Machine, call: ExternalCall): Value | undefined {
  const { symbol } = call;
  if (symbol.name === "digest" && symbol.parent !== undefined) {
    const updated = updates(machine, symbol.parent);
    if (updated !== undefined) return anyWith(hashed(updated.labels, updated.isKeyed));
  }
  const root = rootOf(symbol);
  if (root.kind !== "import" || !hashPackages.test((root.module ?? "").replace(/^node:/, ""))) return undefined;
  const name = symbol.name === "default" || symbol.name === "*" ? (root.module ?? "") : symbol.name;
  if (name === "createHash" || name === "createHmac" || !(hashNames.test(name) || symbol === root)) return undefined;
  const isKeyed = keyedNames.test(name) || keyedPackages.test((root.module ?? "").replace(/^node:/, ""));
  return anyWith(hashed(call.arguments.reduce((labels, argument) => joinLabels(labels, deepLabels(machine, argument)), nothing.labels), isKeyed));
}

function updates(machine: Machine, from: SymbolicValue): { readonly labels: readonly Label[]; readonly isKeyed: boolean } | undefined {
  let labels: readonly Label[] = [];
  let current: SymbolicValue | undefined = from;
  for (let hops = 0; hops < 12 && current !== undefined; hops++) {
    if (current.kind === "result" && current.name === "update") labels = (current.call?.arguments ?? []).reduce((sum, argument) => joinLabels(sum, deepLabels(machine, argument)), labels);
    if (current.name === "createHash" || current.name === "createHmac") return { labels, isKeyed: current.name === "createHmac" };
    current = current.parent;
  }
  return undefined;
}

export { reference };
