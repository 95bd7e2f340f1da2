// Data model of a library that lets data out. One YAML file a library or recipient in data/sdks/; sdk-reader.ts validates it.
//
// How a call is matched (see SdkIndex in sdks.ts):
//   1. The callee is flattened into a root and segments. `client.chat.completions.create(x)` → root `client`, segments
//      ["chat", "completions", "create"]; a call on the way is a segment with `()`: `db.from("t").insert(x)` → ["from()", "insert"];
//      a call of the root itself is
//      `()`, element access by a constant its text: `const [send] = useMutation(DOC)` → root export `useMutation`, ["()", "0"].
//   2. The root is one of
//      - a receiver of the library: its type (checker) is declared in one of `packages`/`declaredIn` under one of the client's `types`;
//        or, without types, its value comes from `new X(…)`, a factory call, an export that is itself the receiver, a hook, a global;
//      - an export of the library (import, require, dynamic import, namespace import);
//      - a global (never shadowed by a local declaration), for untyped code.
//      The chain is walked from the callee to its root and the first client with a fitting call decides, so a path from the root client
//      (`Kafka#producer().send`) keeps the construction that says where it sends; a client for the intermediate value (`Producer`) is only
//      needed for parameters and fields of its type.
//   3. Overloads of one target are told apart by `when` (constant arguments); the first that holds wins.
import type { Localized } from "../base/localized.js";
import type { Sink } from "../model/flow.js";

export type SinkKind = Sink["kind"];

/**
 * A place inside the arguments of a call: `a0`, `a1.body`, `a0.messages[].content`, `a0.*`, `args1` (every argument from the second on),
 * `return` (the call's own result). Segments are property names, `*` (any property, reported at the property) or `[]` (any element).
 */
export interface ArgumentPath {
  /** Zero-based; -1 is the result. For `rest` the first argument that counts. */
  readonly argument: number;
  readonly rest: boolean;
  readonly path: readonly string[];
  readonly text: string;
}

/** Which callee is meant. `members` are flattened segments behind the root; `**` stands for any number of names. */
export interface CallTarget {
  readonly root: "receiver" | "export" | "global";
  /** Name of the client (receiver), of the export (`default` for the default export or `module.exports`) or of the global. */
  readonly name: string;
  readonly members: readonly string[];
  /** `construct` is `new X(…)`, `tag` a tagged template (a0 = strings, a1… = values), `component` a JSX element (a0 = its props),
   *  `assignment` a write to the member (a0 = the value), `callback` the first parameter of a function handed to the call. No members on a receiver: the receiver itself is called. */
  readonly form: "call" | "construct" | "tag" | "component" | "assignment" | "callback";
  readonly text: string;
}

/** The call applies only when these constant arguments have one of the values (`*` at the end is a prefix; `$string`, `$object` test the type). */
export interface CallCondition {
  readonly at: ArgumentPath;
  readonly values: readonly string[];
}

/** Where the address of a call is read from. Options are tried in order; the first absolute one decides, a relative URL or path is joined to the next. */
export interface EndpointOption {
  /**
   * Which call's arguments hold the option: `call` the sink call itself; `construct` the expression that made the receiver (`new`, factory,
   * hook); or a target of the same library whose call configures it (`init` for Sentry, `#open` for XMLHttpRequest; any such call in the
   * program when the target is an export or global, a call on the same receiver when it starts with `#`).
   */
  readonly of: "call" | "construct" | CallTarget;
  /** Absent for an environment variable alone. */
  readonly at?: ArgumentPath;
  /** `url`: URL, DSN, connection string or bare host. `path`: only a path, joined to the next option. `value`: goes through `hosts`.
   *  `client`: the value is itself a client or a call on one: take the endpoint of the library it comes from. */
  readonly as: "url" | "path" | "value" | "client";
  /** Value glob → host template; `{}` is the value (lower case). Also matched against the enum member's name: `Domain.Lark` → "Lark". */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Cloud provider whose region table explains the value when the host alone does not. */
  readonly provider?: string;
  /** Environment variable the library reads by itself. */
  readonly env?: string;
  /** Source text that switches the option to the mainland endpoint, for a quick fix. */
  readonly mainland?: string;
}

export interface EndpointModel {
  readonly options: readonly EndpointOption[];
  /** Host (or pattern with `*`) when no option is set. Absent: the address must be found, it is not known without. */
  readonly default?: string;
  /** Data stays on the machine unless a transport says otherwise (loggers, console). */
  readonly local: boolean;
  /** Usually the team's own server (database, cache, broker): an address that cannot be known is no finding by itself. */
  readonly quiet?: boolean;
}

/** A value on which methods are called, and how code gets one. */
export interface ClientModel {
  readonly name: string;
  /** Names of classes or interfaces as declared in the library. */
  readonly types: readonly string[];
  /** Calls that make one: `new Stripe`, `createTransport`, `default.create` … */
  readonly made: readonly CallTarget[];
  /** Exports and globals that are one already. */
  readonly is: readonly CallTarget[];
  /** Methods of the client return the client (builders): unknown members between root and target may be skipped. */
  readonly fluent: boolean;
  readonly endpoint: EndpointModel;
}

/** One call that sends data. */
export interface CallModel {
  /** Slug of the library, e.g. "posthog-node". */
  readonly sdk: string;
  readonly target: CallTarget;
  readonly kind: SinkKind;
  readonly when: readonly CallCondition[];
  /** Payload. Empty with `commands`: then the payload is inside the command object. */
  readonly data: readonly ArgumentPath[];
  /** Carries identifiers only (user id, distinct id): personal, but weak by itself. */
  readonly keys: readonly ArgumentPath[];
  /** Never data although inside a payload path: api keys, model names, options. */
  readonly not: readonly ArgumentPath[];
  readonly url?: ArgumentPath;
  /** `client.send(new PutObjectCommand(input))`: argument holding the command, and per class the paths inside the constructor call. */
  readonly command?: { readonly argument: number; readonly classes: ReadonlyMap<string, CommandModel> };
  readonly endpoint: EndpointModel;
  readonly recipient?: string;
  /** Short calls of our own that must compile against the published typings. */
  readonly examples: readonly string[];
}

export interface CommandModel {
  readonly data: readonly ArgumentPath[];
  readonly keys: readonly ArgumentPath[];
  readonly kind: SinkKind;
}

/** A configuration switch that sends data by itself. The engine reports those that code turns on; defaults (`absent`, no `at`) are knowledge only. */
export interface AmbientModel {
  readonly sdk: string;
  /** The call that holds the switch; `at` absent means the call alone switches it on. */
  readonly target: CallTarget;
  readonly at?: ArgumentPath;
  /** `present`: set to anything but false/undefined; `true`: literally true; `absent`: on unless set to false; `calls`: a list that contains a call of `value`. */
  readonly is: "present" | "true" | "absent" | "calls" | "equals";
  readonly value?: string;
  /** Category ids of pi-categories the switch sends. */
  readonly carries: readonly string[];
  readonly title: Localized;
  /** Source text that switches it off, for a quick fix. */
  readonly off?: string;
}

export interface SdkModel {
  /** Equals the file name. */
  readonly id: string;
  readonly title: string;
  /** Id of a hosts entry; absent for plain transports, whose recipient is whoever owns the host. */
  readonly recipient?: string;
  /** Package names; a `*` at the end stands for any suffix. Sub-paths belong to the package. Empty for globals. */
  readonly packages: readonly string[];
  /** Further packages where the library's types are declared (`@sentry/core`). `@types/x` counts as x without saying. */
  readonly declaredIn: readonly string[];
  readonly versions?: string;
  readonly checked: "typings" | "docs" | "memory";
  readonly kind: SinkKind;
  readonly endpoint: EndpointModel;
  readonly clients: readonly ClientModel[];
  readonly calls: readonly CallModel[];
  readonly ambient: readonly AmbientModel[];
  /** Options with names or paths of what is taken out of every payload (`pino a0.redact`). A function there is not believed unseen. */
  readonly cleaners: readonly { readonly target: CallTarget; readonly at: ArgumentPath }[];
  /** Further expressions that must compile: how clients are made and configured. */
  readonly proof: readonly string[];
  /** Statements before the examples in the compile test. */
  readonly setup?: string;
}
