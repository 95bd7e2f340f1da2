// Calls worth interpreting: by the names of the catalog in the text, then by what the callee's first name is bound to.
import { allSdks, candidateMethodNames, globalClients, globalModels, modelsForPackage } from "../catalog/sdks.js";
import { SyntaxKind, isIdentifier, isPropertyAccessExpression, isElementAccessExpression, isCallExpression, isNewExpression, type Node, type SourceFile } from "../compiler/ast.js";
import type { FlowProgram } from "./program.js";
import type { ModuleRecord } from "./interpret/modules.js";
import { deliveryName, serviceNames } from "./sinks/services.js";
import { calleeName, callsNamed } from "./targets.js";

export class CandidateFinder {
  readonly #names: ReadonlySet<string>;
  readonly #pattern: RegExp;
  readonly #configured: ReadonlySet<string>;
  readonly #services = new Set<string>();
  #servicePattern: RegExp | undefined;

  constructor(readonly program: FlowProgram) {
    this.#configured = new Set(program.config.sinks.map((sink) => sink.name.split(".").at(-1) ?? sink.name));
    this.#names = new Set([...candidateMethodNames(), ...configuringNames(), ...this.#configured].filter((name) => /^[\w$]+$/.test(name)));
    this.#pattern = new RegExp(`(?<![\\w$])(?:${[...this.#names].map((name) => name.replace(/\$/g, "\\$")).join("|")})(?![\\w$])`);
  }

  mayHold(text: string): boolean {
    return !isMachineMade(text) && (this.#pattern.test(text) || /\bsend(?:Transactional)?(?:E?mail|Mail|Sms|SMS)/.test(text) || this.#servicePattern?.test(text) === true);
  }

  /** Candidate calls of a file in source order. */
  calls(source: SourceFile, record: ModuleRecord): readonly Node[] {
    const isService = (call: Node): boolean => {
      const root = this.#services.size === 0 ? undefined : rootNode(call);
      return root !== undefined && isIdentifier(root) && this.#services.has(root.text);
    };
    return callsNamed(source, () => true).filter((call) => ((this.#names.has(calleeName(call) ?? "") || deliveryName.test(calleeName(call) ?? "")) && this.#isPlausible(call, record)) || isService(call) || this.#passesSink(call));
  }

  /** Looks through the program for clients of services without a model; their names make calls candidates wherever they stand. */
  findServices(recordOf: (file: string) => ModuleRecord | undefined): void {
    for (const file of this.program.files) {
      const text = this.program.text(file);
      if (text === undefined || !/(?:key|token|secret|sid)\b/i.test(text) || !/=\s*(?:new\s|[\w$.]+\(|process\.env)/.test(text) || isMachineMade(text)) continue;
      const record = recordOf(file);
      if (record !== undefined) for (const name of serviceNames(record.source, record)) this.#services.add(name);
    }
    if (this.#services.size > 0) this.#servicePattern = new RegExp(`(?<![\\w$])(?:${[...this.#services].map((name) => name.replace(/\$/g, "\\$")).join("|")})(?![\\w$])`);
  }

  /** A sink handed over as a value: `users.forEach(posthog.capture)`, `apply(send, x)`. */
  #passesSink(call: Node): boolean {
    if (!isCallExpression(call)) return false;
    return call.arguments.some((argument) => (isIdentifier(argument) && this.#configured.has(argument.text))
      || (isPropertyAccessExpression(argument) && isIdentifier(argument.expression) && argument.expression.text !== "console" && this.#names.has(argument.name.text) && globalClients().has(argument.expression.text)));
  }

  /** A callee that hangs on a package or global nobody has a model of is no sink, whatever its last name. */
  #isPlausible(call: Node, record: ModuleRecord): boolean {
    const root = rootNode(call);
    if (root === undefined || !isIdentifier(root)) return true;
    if (this.#configured.size > 0 && this.#configured.has(root.text)) return true;
    const binding = record.imports.get(root.text);
    if (binding !== undefined) return this.program.resolve(record.file, binding.specifier) !== undefined || modelsForPackage(binding.specifier).length > 0;
    return !(known.has(root.text) && !globalModels().has(root.text) && !globalClients().has(root.text)) && root.text !== "console";
  }
}

const maxCodeLength = 600_000;

/** Bundles and minified files repeat what their sources say, in a form nobody would act on. */
export function isMachineMade(text: string): boolean {
  if (text.length > maxCodeLength || text.includes("__webpack_require__")) return true;
  const head = text.slice(0, 60_000);
  let lines = 1;
  for (let at = head.indexOf("\n"); at >= 0; at = head.indexOf("\n", at + 1)) lines++;
  return head.length > 4_000 && head.length / lines > 220;
}

/** Objects of the language that no library hides behind. */
const known = new Set(["Object", "Array", "JSON", "Math", "Promise", "Reflect", "Number", "String", "Date", "Map", "Set", "Symbol", "RegExp", "Buffer", "process", "document", "localStorage", "sessionStorage", "path", "fs", "it", "describe", "expect", "jest", "vi", "test", "z", "yup", "Joi"]);

function rootNode(call: Node): Node | undefined {
  let current: Node | undefined = isCallExpression(call) || isNewExpression(call) ? call.expression : undefined;
  for (let hops = 0; hops < 60 && current !== undefined; hops++) {
    if (isPropertyAccessExpression(current) || isElementAccessExpression(current) || isCallExpression(current)) current = current.expression;
    else if (current.kind === SyntaxKind.ParenthesizedExpression || current.kind === SyntaxKind.NonNullExpression || current.kind === SyntaxKind.AwaitExpression) current = (current as unknown as { readonly expression: Node }).expression;
    else return current;
  }
  return current;
}

/** Names of calls that configure a library for all its calls: `init`, `setApiKey`. */
function configuringNames(): readonly string[] {
  return allSdks().flatMap((sdk) => [sdk.endpoint, ...sdk.clients.map((client) => client.endpoint)].flatMap((endpoint) =>
    endpoint.options.flatMap((option) => (option.of === "call" || option.of === "construct" || option.of.form === "assignment" ? [] : [option.of.members.at(-1) ?? option.of.name]))));
}
