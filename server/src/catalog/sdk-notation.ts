// The short notation of data/sdks: argument paths and call targets as text.
import type { ArgumentPath, CallTarget } from "./sdk-model.js";

const argumentForm = /^(?:a(\d)|args(\d)|return)((?:\.(?:[\w$-]+|\*)|\[\])*)$/;
const forms: Readonly<Record<string, CallTarget["form"]>> = { new: "construct", tag: "tag", set: "assignment", callback: "callback" };
const segmentForm = /^(?:[\w$]*(?:\(\))?|\*\*|\*)$/;

/** Reads `a1.body`, `args0`, `a0.items[].email`, `return.data`; undefined when malformed. */
export function readArgumentPath(text: string): ArgumentPath | undefined {
  const match = argumentForm.exec(text);
  if (!match) return undefined;
  const [, argument, rest, tail = ""] = match;
  const path = tail.replaceAll("[]", ".[]").split(".").filter((segment) => segment !== "");
  return { argument: Number(argument ?? rest ?? -1), rest: rest !== undefined, path, text };
}

/**
 * Reads `Client#a.b`, `useMutation().0` (members `()` and `0`), `Client#()` (a call of the receiver itself), `#open`, `exportName`, `default.post`, `$gtag`, `new Upload`, `tag sql`,
 * `set Client#defaults.baseURL` (an assignment, a0 is the value), `callback Client#withScope` (what a function
 * handed to the call, alone or inside an object, gets as its first parameter), `<Provider>` (a JSX element, a0 is its props); undefined when malformed.
 */
export function readCallTarget(text: string): CallTarget | undefined {
  const component = /^<(\$?)([\w$]+)>$/.exec(text);
  if (component) return { root: component[1] ? "global" : "export", name: component[2] ?? "", members: [], form: "component", text };
  const match = /^(new |tag |set |callback )?(\$?)([\w$]*)(\(\)(?=\.))?(?:([#.])(.+))?$/.exec(text);
  if (!match) return undefined;
  const [, prefix, dollar, name = "", called, separator, rest] = match;
  const form = forms[prefix?.trim() ?? ""] ?? "call";
  const members = [...(called ? [called] : []), ...(rest?.split(".") ?? [])];
  // A last `()` is the call itself: `Client#()`, `make().()`.
  if (members.at(-1) === "()" && rest !== undefined) members.pop();
  if (!members.every((segment) => segment !== "" && segmentForm.test(segment)) || (separator === "#" && dollar)) return undefined;
  if (name === "" && separator !== "#") return undefined;
  return { root: separator === "#" ? "receiver" : dollar ? "global" : "export", name, members, form, text };
}

/** `C#users.create|update` is `C#users.create` and `C#users.update`; an alternative with a dot starts behind the root: `C#users.create|teams.create`. */
export function expandTargets(text: string): readonly string[] {
  const [first = "", ...more] = text.split("|");
  const near = /^.*[.# ]/.exec(first)?.[0] ?? (first.startsWith("$") ? "$" : "");
  const root = /^.*#/.exec(first)?.[0] ?? near;
  return [first, ...more.map((name) => (name.includes(".") ? root : near) + name)];
}
