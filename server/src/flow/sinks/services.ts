// Clients of services nobody has a model of: made from a package with an API key or token in hand, so whatever is passed to them leaves.
import { recipientOfPackage } from "../../catalog/jurisdictions.js";
import { modelsForPackage, type CallModel, type CallTarget, type EndpointModel } from "../../catalog/sdks.js";
import { isCallExpression, isIdentifier, isNewExpression, isPropertyAccessExpression, isVariableStatement, type Node, type SourceFile } from "../../compiler/ast.js";
import { rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf } from "../domain/values.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import type { ModuleRecord } from "../interpret/module-table.js";
import { nameText } from "../syntax.js";
import { chainOf } from "./callee.js";
import { clientsOf, type SinkMatch } from "./match.js";
import type { ModuleTable } from "../interpret/module-table.js";

const credential = /^(?:api_?key|api_?token|access_?token|auth_?token|token|write_?key|secret_?key|api_?secret|client_?secret|app_?key|app_?secret|access_?key(?:_?id)?|account_?sid|license_?key|publishable_?key|private_?key|project_?token)$/i;
const credentialText = /\b(?:api_?key|api_?token|access_?token|auth_?token|token|write_?key|secret_?key|api_?secret|client_?secret|app_?key|app_?secret|access_?key(?:_?id)?|account_?sid|license_?key|publishable_?key|project_?token)\b/i;
/** Databases, sessions, tokens and frameworks take secrets too, and keep data at home. */
const homely = /(?:^|[-@/])(?:pg|mysql2?|mongo\w*|redis|ioredis|knex|typeorm|sequelize|prisma|drizzle\w*|kysely|sqlite\w*|jsonwebtoken|jose|jwt|passport\w*|next-auth|auth(?:js|\.js)?|better-auth|lucia|iron-session|cookie\w*|session\w*|csrf\w*|bcrypt\w*|express\w*|fastify\w*|koa\w*|nestjs?|hono|next|react\w*|vue\w*|zod|joi|yup|lodash|winston|pino|cache\w*|config|dotenv|crypto\w*|trpc|graphql|apollo-server|socket\.io|ws|octokit|github|gitlab|simple-git|dockerode|kubernetes|vercel)(?:$|[-/])/;
const writes = /^(?:create|update|upsert|send|track|identify|add|insert|publish|post|put|patch|submit|register|invite|subscribe|notify|capture|record|ingest|sync|import|upload|initiali[sz]e|initiate|start|enroll|trigger|execute|call|request|batch|set|write|push|emit|report|log|message|charge|generate|complete|chat|run|translate|verify|validate|lookup|screen|check)/i;

/** A call on such a client; undefined for everything else. */
export function matchService(machine: Machine, call: ObservedCall, modules: ModuleTable): SinkMatch | undefined {
  const { symbol } = call;
  if (symbol === undefined || call.construct) return undefined;
  for (const link of chainOf(symbol)) {
    if (link.members.length === 0 && link.symbol.kind !== "result") continue;
    const made = link.symbol.kind === "instance" || link.symbol.kind === "result" ? link.symbol : undefined;
    if (made?.parent === undefined || made.call === undefined) continue;
    const root = rootOf(made.parent);
    const isKnown = clientsOf(made, modules).length > 0;
    if (root.kind !== "import" || root.module === undefined || /^(?:\.|node:)/.test(root.module) || homely.test(root.module)) continue;
    if (!isKnown && (modelsForPackage(root.module).length > 0 || !hasCredential(machine, made))) continue;
    if (isKnown ? !writes.test(symbol.name) || link.members.length === 0 : link.members.length > 0 && !writes.test(symbol.name) && symbol.kind === "property") continue;
    if (isKnown && (clientsOf(made, modules)[0]?.sdk.kind === "log" || clientsOf(made, modules)[0]?.sdk.kind === "http")) continue;
    return serviceMatch(root.module, made, link.members, isKnown ? clientsOf(made, modules)[0]?.client.endpoint : undefined, clientsOf(made, modules)[0]?.sdk);
  }
  return undefined;
}

/** Names of methods that hand a message to whoever delivers it. */
export const deliveryName = /^send(?:Transactional)?(?:E?mail|Mail|Sms|SMS|TextMessage|Whats[aA]pp)s?$/;

/** A delivery service behind an interface that nothing in the workspace implements: it leaves, nobody knows where to. */
export function matchDelivery(call: ObservedCall): SinkMatch | undefined {
  const { symbol } = call;
  if (symbol?.kind !== "property" || call.construct || !deliveryName.test(symbol.name)) return undefined;
  const root = rootOf(symbol);
  if (root.kind === "import" || root.kind === "global" || root.kind === "instance") return undefined;
  const target: CallTarget = { root: "receiver", name: root.name, members: [symbol.name], form: "call", text: `${root.name}#${symbol.name}` };
  const model: CallModel = {
    sdk: "delivery-service", target, kind: "sdk", when: [], data: [{ argument: 0, rest: true, path: [], text: "args0" }], keys: [], not: [], endpoint: { options: [], local: false }, examples: [],
  };
  return { model, sdk: undefined };
}

function hasCredential(machine: Machine, made: SymbolicValue): boolean {
  return (made.call?.arguments ?? []).some((argument) => addressesOf(argument).some((address) => [...machine.record(address).properties.keys()].some((key) => credential.test(key)))
    || argument.atoms.some((atom) => atom.kind === "ref" && credentialText.test(machine.info(atom.address).symbol?.name ?? "")));
}

function serviceMatch(module: string, made: SymbolicValue, members: readonly string[], known: EndpointModel | undefined, sdk: SinkMatch["sdk"]): SinkMatch {
  const recipient = recipientOfPackage(module);
  const name = packageOf(module);
  const target: CallTarget = { root: "receiver", name: made.name, members, form: "call", text: `${made.name}#${members.join(".")}` };
  const at = (key: string) => ({ of: "construct" as const, as: "url" as const, at: { argument: 0, rest: false, path: [key], text: `a0.${key}` } });
  const endpoint: EndpointModel = known ?? { options: ["baseUrl", "baseURL", "host", "endpoint", "url", "apiUrl", "serverUrl"].map(at), default: recipient?.hosts[0], local: false };
  const model: CallModel = {
    sdk: sdk?.id ?? name, target, kind: sdk?.kind ?? "sdk", when: [], data: [{ argument: 0, rest: true, path: [], text: "args0" }], keys: [], not: [], endpoint,
    recipient: sdk?.recipient ?? recipient?.id, examples: [],
  };
  return { model, sdk, client: made };
}

function packageOf(module: string): string {
  return module.startsWith("@") ? module.split("/").slice(0, 2).join("/") : (module.split("/")[0] ?? module);
}

/** Names of top-level variables that hold such clients, or functions made by them; calls on these are worth interpreting. */
export function serviceNames(source: SourceFile, record: ModuleRecord): readonly string[] {
  const made = senderNames(source, record);
  return credentialText.test(source.text) ? [...made, ...clientNames(source, record)] : made;
}

/** Variables that hold what a library's call gave and that is called itself: `const publish = client.buildEndpoint(…)`. */
function senderNames(source: SourceFile, record: ModuleRecord): readonly string[] {
  const makers = new Set([...record.imports.values()].flatMap((binding) => modelsForPackage(binding.specifier)).flatMap((sdk) => sdk.calls)
    .flatMap(({ target }) => (target.members.at(-1)?.endsWith("()") === true ? [target.members.at(-1)?.slice(0, -2) ?? ""] : [])));
  if (makers.size === 0) return [];
  return source.statements.filter(isVariableStatement).flatMap((statement) => statement.declarationList.declarations.flatMap(({ name, initializer }) => {
    const callee = initializer !== undefined && isCallExpression(initializer) ? initializer.expression : undefined;
    const last = callee === undefined ? undefined : isPropertyAccessExpression(callee) ? callee.name.text : nameText(callee);
    return last !== undefined && makers.has(last) ? (nameText(name) ?? []) : [];
  }));
}

function clientNames(source: SourceFile, record: ModuleRecord): readonly string[] {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const name = nameText(declaration.name);
      const root = declaration.initializer === undefined ? undefined : madeBy(declaration.initializer);
      if (name === undefined || root === undefined) continue;
      const binding = record.imports.get(root);
      const isService = binding !== undefined && !binding.specifier.startsWith(".") && modelsForPackage(binding.specifier).length === 0 && !homely.test(binding.specifier)
        && credentialText.test(declaration.getText());
      if (isService || names.has(root)) names.add(name);
    }
  }
  return [...names];
}

/** First name of the callee of a construction or call. */
function madeBy(node: Node): string | undefined {
  let current: Node = node;
  if (!isCallExpression(current) && !isNewExpression(current)) {
    const branches = (current as unknown as { readonly whenTrue?: Node; readonly expression?: Node });
    const inner = branches.whenTrue ?? branches.expression;
    return inner === undefined ? undefined : madeBy(inner);
  }
  current = current.expression;
  while (isPropertyAccessExpression(current) || isCallExpression(current)) current = current.expression;
  return isIdentifier(current) ? current.text : undefined;
}
