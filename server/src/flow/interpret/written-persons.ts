// Persons written into the code: `const user = { name: "Ann", email: "ann@gmail.com" }`. Their data is as personal as anybody's.
import { isArrayLiteralExpression, isAsExpression, isIdentifier, isObjectLiteralExpression, isParenthesizedExpression, isPropertyAssignment, isVariableDeclaration, type Node } from "../../compiler/ast.js";
import type { Label } from "../domain/values.js";
import { nameText } from "../syntax.js";
import type { Machine } from "./machine.js";

const none: readonly Label[] = [];
const address = /^([^\s@]{1,64})@[^\s@]+\.[a-z]{2,}$/i;
/** Mailboxes of an office, not of a person. */
const office = /^(?:no-?reply|do-?not-?reply|info|support|admin(?:istrator)?|sales|contact|hello|hi|help|team|billing|service|security|privacy|legal|abuse|post-?master|web-?master|office|press|feedback|notifications?|alerts?|mail(?:er)?|news(?:letter)?|updates?|system|root|dev|orders?|jobs|careers|marketing|accounts?)(?:[+._-].*)?$/i;
/** Names of an application's own settings: `ADMIN_EMAIL`, `supportEmail`, `from`. */
const setting = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$|[aA]dmin|[sS]upport|[sS]ender|[fF]rom|[rR]eply|[cC]ompany|[oO]ffice|[dD]efault|[oO]wner|[sS]ystem/;
const surrogate = /(?:^|_)(?:u?u?id|guid|key|token|role|type|status)$|(?:Id|ID|Uuid|Key|Token|Role|Type|Status)$/;
const person = /^(?:(?:current|logged_?in|new|test|sample|demo|example)_?)?(?:user|customer|patient|employee|member|person|student|guest|passenger|applicant|subscriber|contact)s?$/i;
/** Texts that stand for a person or head a column. */
const placeholder = /^(?:|guest|anonymous|unknown|none|n\/?a|user\w*|customer|name|e-?mail|phone|test|todo|string|\w*\.[\w.]*|\W+)$/i;

/** Labels of a text that is data of a person; none for all others. */
export function labelsOfWritten(machine: Machine, node: Node, text: string): readonly Label[] {
  const owner = node.parent;
  if (owner === undefined || (!isPropertyAssignment(owner) && !isVariableDeclaration(owner)) || owner.initializer !== node) return none;
  const name = nameText(owner.name);
  if (name === undefined || setting.test(name) || surrogate.test(name)) return none;
  const mailbox = address.exec(text)?.[1];
  const holder = isPropertyAssignment(owner) ? holderOf(owner.parent, 0) : undefined;
  const isPerson = mailbox === undefined ? holder !== undefined && person.test(holder) && !isLabel(name, text) : !office.test(mailbox);
  if (!isPerson) return none;
  const place = `${owner.getSourceFile().fileName}:${owner.pos}`;
  const parent = holder === undefined ? undefined : symbolOf(machine, machine.symbol("literal", holder, { node: owner }, `holder:${place}`).atoms[0]);
  const origin = symbolOf(machine, machine.symbol(parent === undefined ? "literal" : "property", name, { node: owner, parent }, `written:${place}`).atoms[0]);
  return origin === undefined ? none : [{ origin }];
}

function symbolOf(machine: Machine, atom: { readonly kind: string; readonly address?: number } | undefined) {
  return atom?.address === undefined ? undefined : machine.info(atom.address).symbol;
}

/** `{ email: "E-mail" }` heads a column. */
function isLabel(name: string, text: string): boolean {
  const plain = (word: string) => word.toLowerCase().replace(/[\s_-]/g, "");
  return placeholder.test(text) || plain(text).includes(plain(name)) || plain(name).includes(plain(text));
}

/** Name of what the object is bound to: a variable or the property it is the value of. */
function holderOf(object: Node, hops: number): string | undefined {
  const { parent } = object;
  if (parent === undefined || hops > 4 || !(isObjectLiteralExpression(object) || isArrayLiteralExpression(object) || isAsExpression(object) || isParenthesizedExpression(object))) return undefined;
  if (isPropertyAssignment(parent)) return nameText(parent.name);
  if (isVariableDeclaration(parent)) return isIdentifier(parent.name) ? parent.name.text : undefined;
  return holderOf(parent, hops + 1);
}
