// Loggers known by nothing but their customary name: an injected `logger`, `req.log`, a global, a helper of a package nobody has a model of.
import { isCallExpression, isIdentifier, isPropertyAccessExpression, SyntaxKind, type Node } from "../../compiler/ast.js";
import type { CallModel, CallTarget } from "../../catalog/sdks.js";
import type { ObservedCall } from "../interpret/machine.js";
import type { SinkMatch } from "./match.js";

const levelName = /^(?:trace|debug|verbose|info|notice|log|warn|warning|error|fatal|critical|crit|alert|emerg|silly|http|success|child)$/;
const loggerName = /^(?:[_$]|\w+_)?(?:log|logger|logging|Log|Logger|LOG|LOGGER)$|[a-z](?:Logger|Log)$/;
/** `getLogger("orders")`, `createLogger()`, `useLogger()`. */
const loggerMaker = /^(?:get|create|make|use|new|child)_?[lL]og(?:ger)?$/;

/** Whether a call reads like one of a logger. */
export function looksLikeLog(call: Node): boolean {
  if (!isCallExpression(call) || !isPropertyAccessExpression(call.expression) || !levelName.test(call.expression.name.text)) return false;
  return namesLogger(call.expression.expression, 0);
}

function namesLogger(receiver: Node, hops: number): boolean {
  if (hops > 6) return false;
  if (isIdentifier(receiver)) return loggerName.test(receiver.text);
  if (isPropertyAccessExpression(receiver)) return loggerName.test(receiver.name.text);
  if (receiver.kind === SyntaxKind.NonNullExpression || receiver.kind === SyntaxKind.ParenthesizedExpression) return namesLogger((receiver as unknown as { readonly expression: Node }).expression, hops + 1);
  if (!isCallExpression(receiver)) return false;
  const callee = receiver.expression;
  if (isIdentifier(callee)) return loggerMaker.test(callee.text);
  // `logger.child({}).info(x)`
  return isPropertyAccessExpression(callee) && (loggerMaker.test(callee.name.text) || namesLogger(callee.expression, hops + 1));
}

/** A log call on a receiver that no model knows. */
export function matchLogger(call: ObservedCall): SinkMatch | undefined {
  const { symbol } = call;
  if (symbol?.kind !== "property" || call.construct || !looksLikeLog(call.node)) return undefined;
  const target: CallTarget = { root: "receiver", name: "logger", members: [symbol.name], form: "call", text: `logger#${symbol.name}` };
  const data = [{ argument: 0, rest: true, path: [], text: "args0" }];
  const model: CallModel = { sdk: "logger", target, kind: "log", when: [], data, keys: [], not: [], endpoint: { options: [], local: true }, examples: [] };
  return { model, sdk: undefined };
}
