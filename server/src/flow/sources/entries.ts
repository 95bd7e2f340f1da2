// Where personal data enters code, as the catalog describes it: the member of a request, form, page or device that a symbolic value is.
import { globalSourceType, globalSources, matchSource, sourceFrameworks, sourcesOfPackage, type SourceFramework, type SourceMeaning, type SourceParameters, type SourceTarget } from "../../catalog/sources.js";
import { packageName } from "../../catalog/package-name.js";
import { isIdentifier, isParameterDeclaration, isTypeReferenceNode, type Node, type ParameterDeclaration } from "../../compiler/ast.js";
import type { SymbolicValue } from "../domain/symbols.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { functionName, isFunctionNode } from "../interpret/functions.js";
import type { FlowProgram } from "../program.js";
import { chainOf, declaredImport } from "../sinks/callee.js";
import { decoratorsOf } from "../topics/sites.js";
import { callbackUses, fitsCallback, optionOwner } from "./callbacks.js";
import { fitsConvention } from "./conventions.js";
import { importedPackages } from "../text-facts.js";

/** A member that the catalog knows, and the names read from it. */
export interface Entry {
  readonly meaning: SourceMeaning;
  readonly rest: readonly string[];
}

export class SourceEntries {
  readonly #known = new Map<SymbolicValue, Entry | undefined>();
  readonly #targets = new Map<Node, readonly SourceTarget[]>();
  readonly #used: readonly SourceFramework[];

  constructor(readonly program: FlowProgram, readonly modules: ModuleTable) {
    const packages = importedPackages(program);
    this.#used = sourceFrameworks().filter((framework) => framework.packages.some((name) => packages.has(packageName(name))));
  }

  /** Undefined when the value comes from nowhere the catalog knows. */
  entryOf(symbol: SymbolicValue): Entry | undefined {
    if (!this.#known.has(symbol)) this.#known.set(symbol, this.#find(symbol));
    return this.#known.get(symbol);
  }

  #find(symbol: SymbolicValue): Entry | undefined {
    const last = chainOf(symbol).at(-1);
    if (last === undefined) return undefined;
    const { symbol: root, members } = last;
    if (root.kind === "import") return this.#ofImport(root, members);
    if (root.kind === "global") return longest(globalSources(), [root.name, ...members]);
    const { node } = root;
    if (root.kind !== "parameter" || node === undefined) return undefined;
    const targets = this.#targets.get(node) ?? this.#targetsOf(root, node);
    this.#targets.set(node, targets);
    for (const target of targets) {
      const found = "meaning" in target ? { meaning: target.meaning, rest: members } : matchSource(target.type, members);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `cookies()`, `useForm().getValues()`, `this.ctx` of a framework's base class. */
  #ofImport(root: SymbolicValue, members: readonly string[]): Entry | undefined {
    for (const framework of sourcesOfPackage(root.module ?? "")) {
      const names = members[0] === `${root.name}()` ? members : [root.name === "*" ? "default" : root.name, ...members];
      const found = longest(framework.functions, names) ?? (root.name === "*" ? longest(framework.functions, members) : undefined);
      if (found !== undefined) return found;
      const member = framework.members.get(members[0] ?? "");
      if (member !== undefined && "type" in member) {
        const inner = matchSource(member.type, members.slice(1));
        if (inner !== undefined) return inner;
      }
    }
    return undefined;
  }

  /** Everything a parameter may be, surest first. */
  #targetsOf(root: SymbolicValue, node: Node): readonly SourceTarget[] {
    const decorated = decoratorsOf(node).flatMap(({ name }) => this.#decorated(node, name) ?? []);
    if (decorated.length > 0) return decorated;
    const typed = isParameterDeclaration(node) ? this.#typed(root, node) : [];
    if (typed.length > 0) return typed;
    const at = root.index ?? -1;
    const code = root.function;
    const handed = code === undefined || !isFunctionNode(code) ? [] : [...this.#handed(code, at), ...this.#conventional(code, at)];
    return [...handed, ...this.#named(root.name)];
  }

  #decorated(node: Node, name: string): SourceTarget | undefined {
    const specifier = this.modules.record(node.getSourceFile().fileName)?.imports.get(name)?.specifier;
    const own = specifier === undefined ? [] : sourcesOfPackage(specifier);
    return [...own, ...this.#used, ...sourceFrameworks()].flatMap((framework) => framework.decorators.get(name) ?? [])[0];
  }

  #typed(root: SymbolicValue, { type }: ParameterDeclaration): readonly SourceTarget[] {
    if (type === undefined) return [];
    const imported = declaredImport(this.modules, root);
    if (imported !== undefined) {
      return sourcesOfPackage(imported.module).flatMap((framework) => {
        const members = framework.types.get(imported.name);
        return members === undefined ? [] : [{ type: members, name: imported.name }];
      });
    }
    const name = isTypeReferenceNode(type) && isIdentifier(type.typeName) ? type.typeName.text : undefined;
    const members = name === undefined ? undefined : globalSourceType(name);
    return members === undefined || name === undefined ? [] : [{ type: members, name }];
  }

  /** The function is given to a call, element or object that calls it with a request. */
  #handed(code: Node, at: number): readonly SourceTarget[] {
    const uses = callbackUses(code);
    const option = optionOwner(code);
    const found: SourceTarget[] = [];
    for (const framework of this.#used) {
      for (const callback of framework.callbacks) if (uses.some((use) => fitsCallback(callback, use))) found.push(...parameter(callback.parameters, at));
    }
    // `wx.getLocation({ success(res) { … } })`: the result comes to the callback of the option object.
    const meaning = option === undefined || at !== 0 ? undefined : globalSources().get(`${option}()`);
    if (meaning !== undefined) found.push({ meaning });
    const event = at !== 0 ? undefined : this.#eventMeaning(functionName(code));
    return event === undefined ? found : [...found, { type: new Map([["detail", event]]), name: "event" }];
  }

  /** `bindgetphonenumber="onGetPhoneNumber"`: the handler carries the event's name. */
  #eventMeaning(name: string | undefined): SourceMeaning | undefined {
    const lower = name?.toLowerCase().replace(/^_?(?:on|handle|bind|catch)/, "").replace(/handler$/, "") ?? "";
    return sourceFrameworks().flatMap((framework) => framework.events.get(lower) ?? [])[0];
  }

  #conventional(code: Node, at: number): readonly SourceTarget[] {
    return [...this.#used, ...sourceFrameworks().filter((framework) => framework.packages.length === 0)]
      .flatMap((framework) => framework.conventions.flatMap((convention) => (fitsConvention(convention, code) ? parameter(convention.parameters, at) : [])));
  }

  #named(name: string): readonly SourceTarget[] {
    const of = (frameworks: readonly SourceFramework[]) => frameworks.flatMap((framework) => framework.names.get(name) ?? []);
    return [...of(this.#used), ...of(sourceFrameworks().filter((framework) => framework.packages.length === 0)), ...of(sourceFrameworks())];
  }
}

function parameter(parameters: SourceParameters, at: number): readonly SourceTarget[] {
  const target = parameters.get(String(at)) ?? parameters.get("*");
  return target === undefined ? [] : [target];
}

/** The longest key that the names begin with; a key without `()` at its end stands for the call's result as well. */
function longest(table: ReadonlyMap<string, SourceMeaning>, names: readonly string[]): Entry | undefined {
  for (let length = Math.min(names.length, 5); length > 0; length--) {
    const key = names.slice(0, length).join(".");
    const meaning = table.get(key) ?? (key.endsWith("()") ? table.get(key.slice(0, -2)) : undefined);
    if (meaning !== undefined) return { meaning, rest: names.slice(length) };
  }
  return undefined;
}
