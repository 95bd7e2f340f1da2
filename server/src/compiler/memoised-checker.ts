import type { Node } from "typescript/unstable/ast";
import type { Checker, Symbol as TsSymbol, Type } from "typescript/unstable/sync";

type Answer<T> = { readonly value: T } | { readonly error: unknown };

/**
 * The checker of one snapshot with its answers remembered. Every question crosses a process border (about 50 µs), and an analysis that
 * comes by the same code in many contexts asks the same ones again and again. Only single questions are remembered, lists are passed on.
 */
export function memoisedChecker(checker: Checker): Checker {
  const memoised = Object.create(checker) as Checker;
  const overrides = {
    getTypeAtLocation: single(checker, "getTypeAtLocation"),
    getSymbolAtLocation: single(checker, "getSymbolAtLocation"),
    getTypeOfSymbol: byId(checker, "getTypeOfSymbol"),
    getNonNullableType: byId(checker, "getNonNullableType"),
    getPropertiesOfType: byId(checker, "getPropertiesOfType"),
    isArrayLikeType: byId(checker, "isArrayLikeType"),
    getTypeArguments: byId(checker, "getTypeArguments"),
    getAliasedSymbol: byId(checker, "getAliasedSymbol"),
    getPropertyOfType: propertyOfType(checker),
  };
  return Object.assign(memoised, overrides);
}

type Method = (argument: unknown) => unknown;

/** Questions about a node: nodes live as long as their tree, so the map may hold them weakly. */
function single(checker: Checker, name: "getTypeAtLocation" | "getSymbolAtLocation"): Method {
  const ask = (checker[name] as unknown as Method).bind(checker);
  const known = new WeakMap<Node, Answer<unknown>>();
  return (argument) => {
    if (Array.isArray(argument)) return ask(argument);
    return remembered(argument as Node, known, () => ask(argument));
  };
}

/** Questions about a type or symbol, which have ids. */
function byId(checker: Checker, name: "getTypeOfSymbol" | "getNonNullableType" | "getPropertiesOfType" | "isArrayLikeType" | "getTypeArguments" | "getAliasedSymbol"): Method {
  const ask = (checker[name] as unknown as Method).bind(checker);
  const known = new Map<number, Answer<unknown>>();
  return (argument) => {
    if (Array.isArray(argument)) return ask(argument);
    return remembered((argument as { readonly id: number }).id, known, () => ask(argument));
  };
}

function propertyOfType(checker: Checker): (type: Type, name: string) => TsSymbol | undefined {
  const known = new Map<string, Answer<TsSymbol | undefined>>();
  return (type, name) => remembered(`${type.id} ${name}`, known, () => checker.getPropertyOfType(type, name));
}

interface Memory<K, T> {
  get(key: K): Answer<T> | undefined;
  set(key: K, answer: Answer<T>): unknown;
}

/** Errors are remembered too: a question that made the compiler panic would do so again. A dead process must not be: it is restarted. */
function remembered<K, T>(key: K, known: Memory<K, T>, ask: () => T): T {
  let answer = known.get(key);
  if (answer === undefined) {
    try {
      answer = { value: ask() };
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("panic:"))) throw error;
      answer = { error };
    }
    known.set(key, answer);
  }
  if ("error" in answer) throw answer.error;
  return answer.value;
}
