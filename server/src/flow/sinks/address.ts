// Text of an address as far as it is known: constants, environment variables, configuration services; with where each part comes from.
import { localized, type Localized } from "../../base/localized.js";
import type { Node } from "../../compiler/ast.js";
import type { FlowStep } from "../../model/flow.js";
import { namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, constantOf, undefinedValue, type Atom, type TextPart, type Value } from "../domain/values.js";
import type { Machine } from "../interpret/machine.js";
import { locationOf, type FlowProgram } from "../program.js";

/** One alternative of an address: text, with null where a part is not known. */
export interface AddressText {
  readonly parts: readonly (string | null)[];
  readonly evidence: readonly FlowStep[];
  readonly missing?: Localized;
  /** It starts with the application's own address (BASE_URL and the like). */
  readonly ownBase?: boolean;
  /** It starts with a variable that names the application's own site, and the variable is set. */
  readonly ownSite?: boolean;
  /** Functions whose callers decide the unknown part. */
  readonly open: readonly Node[];
  /** Name of the library's constant that the value is: `Region.EU`, `COZE_CN_BASE_URL`. */
  readonly member?: string;
}

/** Names under which applications keep their own address. */
const ownBaseName = /^(?:(?:NEXT_PUBLIC|VITE|NUXT_PUBLIC|NUXT|REACT_APP|PUBLIC|EXPO_PUBLIC|GATSBY)_)?(?:(?:APP|SITE|BASE|WEB|FRONTEND|PUBLIC|SELF|HOME|SHOP|ROOT|MARKETING|DOMAIN)_?)+(?:URL|ORIGIN|HOST|DOMAIN|URI)?$|^NEXTAUTH_URL$|^AUTH_URL$|^(?:NEXT_PUBLIC_)?VERCEL_(?:PROJECT_PRODUCTION_|BRANCH_)?URL$|^(?:URL|ORIGIN|HOST)$/;
/** Of these, the ones that name nothing but the site itself; BASE_URL may be anybody's. */
const ownSiteName = /(?:^|_)(?:APP|SITE|WEBSITE|WEBAPP|FRONTEND|SHOP)_(?:BASE_)?(?:URL|ORIGIN)$|^NEXTAUTH_URL$/;
const environmentName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z]{3}[A-Z0-9]*$/;

/** All alternatives of a value as address texts, known ones first. */
export function addressTexts(machine: Machine, value: Value, program: FlowProgram): readonly AddressText[] {
  const texts = value.atoms.flatMap((atom) => atomText(machine, atom, program));
  // A developer's own machine is the last alternative that anybody's data goes to.
  const order = (text: AddressText) => (/^https?:\/\/(?:localhost|127\.0\.0\.1)\b/.test(text.parts[0] ?? "") ? 3 : text.parts.every((part) => part !== null) ? 0 : text.parts.some((part) => part !== null && part.length > 8) ? 1 : 2);
  return texts.sort((a, b) => order(a) - order(b));
}

function atomText(machine: Machine, atom: Atom, program: FlowProgram): AddressText[] {
  if (atom.kind === "const") return typeof atom.value === "string" && atom.value !== "" ? [{ parts: [atom.value], evidence: [], open: [] }] : [];
  if (atom.kind === "text") return [partsText(machine, atom.parts, program)];
  if (atom.kind === "any") return [{ parts: [null], evidence: [], open: [] }];
  const info = machine.info(atom.address);
  if (info.kind === "symbolic" && info.symbol !== undefined) {
    const given = constructedWith(machine, info.symbol);
    return given === undefined ? [symbolText(info.symbol, program)] : [...addressTexts(machine, given, program)];
  }
  const { data } = machine.record(atom.address);
  if ((info.kind === "url" || info.kind === "boxed") && data !== undefined) return [...addressTexts(machine, data, program)];
  const href = machine.record(atom.address).properties.get("url") ?? machine.record(atom.address).properties.get("href");
  return href === undefined ? [] : [...addressTexts(machine, href.value, program)];
}

/** `new Config({ endpoint }).endpoint`: a library's option object is what it was made with. */
function constructedWith(machine: Machine, symbol: SymbolicValue): Value | undefined {
  if (symbol.kind !== "property" || symbol.parent?.kind !== "instance") return undefined;
  for (const argument of symbol.parent.call?.arguments ?? []) {
    for (const address of addressesOf(argument)) {
      const record = machine.record(address);
      const found = record.properties.get(symbol.name);
      if (found !== undefined) return found.value;
      // All options are in sight, and this one is not among them.
      if (machine.info(address).kind === "object" && record.rest === undefined && ![...record.properties.keys()].some((key) => key.startsWith("@@"))) return undefinedValue;
    }
  }
  return undefined;
}

function partsText(machine: Machine, parts: readonly TextPart[], program: FlowProgram): AddressText {
  const texts: (string | null)[] = [];
  let ownBase = false;
  let ownSite = false;
  const evidence: FlowStep[] = [];
  const open: Node[] = [];
  let missing: Localized | undefined;
  for (const part of parts) {
    // The empty head of `${base}/path` says nothing; what begins the address is the base.
    if (part === "") continue;
    const symbol = typeof part === "number" ? machine.info(part).symbol : undefined;
    if (symbol === undefined) texts.push(typeof part === "string" ? part : null);
    else {
      const inner = symbolText(symbol, program);
      const isFirst = texts.every((text) => text === "" || (text !== null && /^https?:\/\/$/.test(text)));
      if (isFirst && inner.ownBase === true) ownBase = true;
      if (isFirst && inner.ownSite === true) ownSite = true;
      texts.push(...inner.parts);
      evidence.push(...inner.evidence);
      // What stands behind the host does not decide where the data goes.
      const hostIsKnown = /^[a-z][a-z0-9+.-]*:\/\/[^/]+\//i.test(texts.slice(0, -1).map((text) => text ?? "*").join(""));
      if (!hostIsKnown) open.push(...inner.open);
      if (!hostIsKnown) missing ??= inner.missing;
    }
  }
  return { parts: texts, evidence, missing, open, ownBase, ownSite };
}

function symbolText(symbol: SymbolicValue, program: FlowProgram): AddressText {
  const name = environmentVariable(symbol);
  const root = rootOf(symbol);
  const member = root.kind === "import" && (symbol.kind === "property" || symbol.kind === "import") ? { member: symbol.name } : {};
  if (name !== undefined) {
    const found = program.readEnv(name);
    if (found !== undefined && found.value !== "") {
      return { parts: [found.value], open: [], ownSite: ownSiteName.test(name), evidence: [{ location: found.location, kind: "endpoint", text: localized(`${name} is set here`, `${name} 在此设置`) }] };
    }
    return { ...member, parts: [null], open: [], evidence: [], ownBase: ownBaseName.test(name), missing: localized(`${name} is not set in any .env file`, `任何 .env 文件都没有设置 ${name}`) };
  }
  const path = namesOf(symbol).join(".");
  if (ownAddress.test(path) || isOwnAddressAltered(symbol)) return { parts: [null], open: [], evidence: [], ownBase: true };
  if (root.kind === "parameter" && root.function !== undefined) {
    return { parts: [null], evidence: [], open: [root.function], missing: localized(`it depends on the parameter ${root.name}`, `取决于参数 ${root.name}`) };
  }
  const written = symbol.node?.getText() ?? symbol.name;
  // Whole functions and long chains tell nobody anything.
  const text = written.length > 60 || written.includes("\n") ? symbol.name : written;
  return { ...member, parts: [null], evidence: [], open: [], missing: localized(`it depends on ${text}, known at run time only`, `取决于运行时才知道的 ${text}`) };
}

const ownAddress = /(?:^|\.)location\.(?:origin|host|hostname|href|protocol)$|\.nextUrl(?:\.origin)?$|\.headers\.(?:host|origin)$/;

/** `location.origin.replace("4200", "8080")`: another port of the same site. */
function isOwnAddressAltered(symbol: SymbolicValue): boolean {
  const method = symbol.kind === "result" ? symbol.parent : undefined;
  if (method?.kind !== "property" || method.parent === undefined || !/^(?:replace|replaceAll|slice|substring|substr|split|trim|concat|toString|toLowerCase)$/.test(method.name)) return false;
  return ownAddress.test(namesOf(method.parent).join("."));
}

/** Name of the environment variable a symbolic value is: process.env, import.meta.env, env objects, configuration services. */
export function environmentVariable(symbol: SymbolicValue): string | undefined {
  if (symbol.kind === "awaited" || symbol.kind === "cast") return symbol.parent === undefined ? undefined : environmentVariable(symbol.parent);
  if (symbol.kind === "property" && environmentName.test(symbol.name)) {
    const names = namesOf(symbol);
    const owner = names.at(-2) ?? "";
    return /env|config|process|import\.meta|settings|constants/i.test(owner) || rootOf(symbol).kind !== "parameter" ? symbol.name : undefined;
  }
  if (symbol.kind !== "result") return undefined;
  const [first] = symbol.call?.arguments ?? [];
  const key = first === undefined ? undefined : constantOf(first)?.value;
  const isReader = /^(?:get|getOrThrow|getString|env|getEnv|requireEnv|config|getConfig)$/i.test(symbol.name);
  return typeof key === "string" && isReader && environmentName.test(key) ? key : undefined;
}

/** Steps that show where a constant address is written. */
export function addressStep(node: Node): FlowStep {
  return { location: locationOf(node), kind: "endpoint", text: localized("the address is given here", "地址在此给出") };
}

export { addressesOf };
