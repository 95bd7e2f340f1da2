// What the names of a value say: as written, as it came about, and names that tell of people by themselves.
import { SyntaxKind, isAsExpression, isAwaitExpression, isBinaryExpression, isBindingElement, isIdentifier, isJsxAttribute, isJsxAttributes, isJsxExpression, isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression, isStringLiteral, isVariableDeclaration, type Node } from "../../compiler/ast.js";
import { namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { constantOf } from "../domain/values.js";

/** A remark that came in with a request. */
export const remarkName = /^(?:feedback|comments?|remarks?|notes?|message|enquiry|inquiry|complaint)$/i;
const person = "(?:user|customer|member|buyer|patient|employee|person|subscriber|student|guest)";
const surrogateName = new RegExp(`^(?:external)?_?${person}_?(?:id|uuid|uid)s?$|^uid$|^external_?user_?id$`, "i");
const personName = new RegExp(`(?:^|[a-z])${person}s?$`, "i");

/** `userId`, or `id` of a user: points at a person, and nothing more. */
export function isSurrogate(names: readonly string[]): boolean {
  const name = names.at(-1) ?? "";
  return surrogateName.test(name) || (/^(?:id|_id|uuid)$/.test(name) && personName.test(names.at(-2) ?? ""));
}

/** What people write to models and assistants. */
export const freeTextName = /(?:^|[a-z_])(?:prompt|message|messages|question|content|query|text|conversation|history|transcript|feedback|comment|userInput|input|chat|answer|response|document|file|buffer|image|audio|markdown|body|reply|note|notes|description)s?$/i;

/** `getEmail()` gives what it is named after. */
const isGetter = /^(?:get|fetch|read|load|current|retrieve)[A-Z]/;

/** Names to classify by; a read by a constant key (`form.get("email")`) names the key, a query or getter what it gets. */
export function chainNames(symbol: SymbolicValue): readonly string[] | undefined {
  if ((symbol.kind === "cast" || symbol.kind === "awaited") && symbol.parent?.kind === "result") return chainNames(symbol.parent) ?? plainNames(symbol);
  return plainNames(symbol);
}

function plainNames(symbol: SymbolicValue): readonly string[] | undefined {
  if (symbol.kind === "result") {
    const [key] = symbol.call?.arguments ?? [];
    const text = key === undefined ? undefined : constantOf(key)?.value;
    if (isGetter.test(symbol.name) && !/By[A-Z]|For[A-Z]|With[A-Z]/.test(symbol.name) && !/^get(?:All|Item|Element)/.test(symbol.name)) return resultNames(symbol);
    if (typeof text !== "string" || !/^(?:get|getAll|param|query|header|field|input|cookie|getItem)$/.test(symbol.name)) return undefined;
    return [...(symbol.parent?.parent === undefined ? [] : (chainNames(symbol.parent.parent) ?? [])), text];
  }
  const names = namesOf(symbol).filter((name) => name !== "*" && name !== "");
  const { node } = symbol;
  // `const [email, setEmail] = useState()`: the variable is the name.
  if (node !== undefined && isBindingElement(node) && /^\d+$/.test(names.at(-1) ?? "") && node.name !== undefined && isIdentifier(node.name)) return [node.name.text];
  const root = rootOf(symbol);
  const own = root.kind === "result" ? [...resultNames(root), ...names.slice(1)] : names;
  const control = /^(?:value|current)$/.test(own.at(-1) ?? "") ? controlNames(own, root) : undefined;
  return control ?? (own.length === 0 && root.kind !== "result" ? undefined : own);
}

/** What a form control is called: `form.email.value`, `phoneRef.current.value`, `e.target.value` of `<input name="email">`. */
function controlNames(names: readonly string[], root: SymbolicValue): readonly string[] | undefined {
  const end = names.findLastIndex((name) => name !== "value" && name !== "current");
  const last = names[end] ?? "";
  if (last !== "target" && last !== "currentTarget") return end < 0 ? undefined : names.slice(0, end + 1);
  const attribute = root.function?.parent;
  const element = attribute !== undefined && isJsxExpression(attribute) && isJsxAttribute(attribute.parent) ? attribute.parent.parent : undefined;
  if (element === undefined || !isJsxAttributes(element)) return undefined;
  for (const wanted of ["name", "id", "autoComplete", "type"]) {
    for (const item of element.properties) {
      if (isJsxAttribute(item) && item.name.getText() === wanted && item.initializer !== undefined && isStringLiteral(item.initializer) && item.initializer.text !== "text") return [item.initializer.text === "tel" ? "phone" : item.initializer.text];
    }
  }
  return undefined;
}

/** `prisma.user.findFirst()` is a user, `getCustomer()` a customer. */
function resultNames(result: SymbolicValue): readonly string[] {
  const verb = /^(?:find|get|fetch|load|read|query|retrieve|create|update|upsert|select|use|current|make|build|to|parse|list)(?:(?:One|First|Unique|Many|All|ById|By[A-Z]\w*|OrThrow|Server|Or[A-Z]\w*)+|(?=[A-Z])|$)/;
  const [key] = result.call?.arguments ?? [];
  const selector = key === undefined || !/^(?:getElementById|querySelector)$/.test(result.name) ? undefined : constantOf(key)?.value;
  if (typeof selector === "string") return [selector.split(/[^\w-]+/).findLast((part) => part !== "") ?? selector];
  const subject = result.name.replace(verb, "");
  if (subject !== "" && subject !== result.name) return [subject.charAt(0).toLowerCase() + subject.slice(1)];
  const owner = result.parent?.kind === "property" ? result.parent.parent : undefined;
  return subject === "" && owner !== undefined ? namesOf(owner).filter((name) => name !== "*").slice(-1) : [];
}

/** The path as written: `user!.name` is ["user", "name"], whatever `user` is bound to. */
export function writtenNames(symbol: SymbolicValue): readonly string[] | undefined {
  const names: string[] = [];
  let current: Node | undefined = symbol.node;
  if (symbol.kind !== "property" || current === undefined || !isPropertyAccessExpression(current)) return undefined;
  for (let hops = 0; hops < 12 && current !== undefined; hops++) {
    if (isPropertyAccessExpression(current)) {
      names.unshift(current.name.text);
      current = current.expression;
    } else if (isIdentifier(current)) return [current.text, ...names];
    else if (isNonNullExpression(current) || isParenthesizedExpression(current) || isAsExpression(current) || isAwaitExpression(current)) current = current.expression;
    else return names;
  }
  return names;
}

/** The variable that keeps a value of unknown making: `const email = read(form)`. */
export function variableNames({ kind, node }: SymbolicValue): readonly string[] | undefined {
  if (node === undefined || !(kind === "result" || kind === "awaited" || kind === "property" || kind === "element")) return undefined;
  let current: Node = node;
  for (let hops = 0; hops < 8; hops++) {
    const parent: Node | undefined = current.parent;
    // A file has none, whatever the types say.
    if (parent === undefined) return undefined;
    if (isVariableDeclaration(parent)) return parent.initializer === current && isIdentifier(parent.name) ? [parent.name.text] : undefined;
    const isDefaulted = isBinaryExpression(parent) && parent.left === current && (parent.operatorToken.kind === SyntaxKind.BarBarToken || parent.operatorToken.kind === SyntaxKind.QuestionQuestionToken);
    if (!(isDefaulted || isAwaitExpression(parent) || isParenthesizedExpression(parent) || isAsExpression(parent) || isNonNullExpression(parent))) return undefined;
    current = parent;
  }
  return undefined;
}

/** Whether an unknown function's result may be made of its arguments: helpers of packages, not clients and not queries. */
export function propagates(symbol: SymbolicValue): boolean {
  const callee = symbol.parent;
  if (callee === undefined) return false;
  const root = rootOf(callee);
  if (root.kind !== "import" && root.kind !== "global") return false;
  return !/^(?:use[A-Z]|find|get|fetch|query|select|count|create|update|delete|upsert|insert|request|post|put|send|search|list|load|is|has|verify|validate|check|compare|lookup)/.test(symbol.name) && callee.kind !== "global"
    || /^(?:format|render|stringify|serialize|encode|escape|sanitize|template|to[A-Z]|parse|decode|trim|join|merge|pick|omit|map)/.test(symbol.name);
}
