// Request objects of the usual frameworks: what comes in from a person.
import { SyntaxKind, isCallExpression, isDecorator, isIdentifier, isParameterDeclaration, type Node } from "../../compiler/ast.js";
import { namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { modifiersOf } from "../syntax.js";

export type RequestRole = "body" | "query" | "params" | "headers" | "cookies" | "ip" | "user" | "files" | "whole";

const decorators: Readonly<Record<string, RequestRole>> = {
  Body: "body", Query: "query", Param: "params", Headers: "headers", Ip: "ip", Req: "whole", Request: "whole", UploadedFile: "files", UploadedFiles: "files",
  Args: "body", Payload: "body", MessageBody: "body", Files: "files", Queries: "query",
};
const parts: Readonly<Record<string, RequestRole>> = {
  body: "body", query: "query", params: "params", headers: "headers", cookies: "cookies", ip: "ip", ips: "ip", user: "user", files: "files", file: "files",
  searchParams: "query", nextUrl: "query", session: "user", rawBody: "body",
};
const requestNames = /^(?:_?req|_?request|ctx|context|c|event|evt)$/;
const readers: Readonly<Record<string, RequestRole>> = { json: "body", formData: "body", text: "body", parseBody: "body", valid: "body", query: "query", queries: "query", param: "params", header: "headers" };

/** The part of a request that a symbolic value comes from; undefined when it comes from elsewhere. */
export function requestRole(symbol: SymbolicValue): RequestRole | undefined {
  const root = sourceOf(symbol);
  if (root.kind !== "parameter" || root.node === undefined) return undefined;
  const decorated = decoratorRole(root.node);
  if (decorated !== undefined) return decorated;
  if (!requestNames.test(root.name)) return undefined;
  const names = allNames(symbol).slice(1);
  for (const name of names.slice(0, 3)) {
    const role = parts[name] ?? readers[name];
    if (role !== undefined) return role;
  }
  return undefined;
}

/** Whether the value is a whole body, query or the like rather than a named part of it. */
export function isWholeRequestPart(symbol: SymbolicValue): boolean {
  const name = allNames(symbol).at(-1) ?? "";
  return requestRole(symbol) !== undefined && (name in parts || name in readers);
}

function decoratorRole(node: Node): RequestRole | undefined {
  if (!isParameterDeclaration(node)) return undefined;
  for (const modifier of modifiersOf(node)) {
    if (!isDecorator(modifier)) continue;
    const expression = isCallExpression(modifier.expression) ? modifier.expression.expression : modifier.expression;
    const role = isIdentifier(expression) ? decorators[expression.text] : undefined;
    if (role !== undefined) return role;
  }
  return undefined;
}

/** Through `await req.json()`: calls on the way are part of the chain. */
function sourceOf(symbol: SymbolicValue): SymbolicValue {
  let current = rootOf(symbol);
  for (let hops = 0; hops < 8 && current.kind === "result" && current.parent !== undefined; hops++) current = rootOf(current.parent);
  return current;
}

function allNames(symbol: SymbolicValue): readonly string[] {
  const root = rootOf(symbol);
  const own = namesOf(symbol);
  if (root.kind !== "result" || root.parent === undefined) return own;
  return [...allNames(root.parent), ...own.slice(1)];
}

export { SyntaxKind };
