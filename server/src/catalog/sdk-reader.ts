// Reads one data/sdks/*.yaml document into an SdkModel. Errors name file and key, because these files are written by hand.
import { localized } from "../base/localized.js";
import type {
  AmbientModel, ArgumentPath, CallModel, CallTarget, ClientModel, CommandModel, EndpointModel, EndpointOption, SdkModel, SinkKind,
} from "./sdk-model.js";
import { expandTargets, readArgumentPath, readCallTarget } from "./sdk-notation.js";
import { DataReader } from "./reader.js";

const kinds: readonly SinkKind[] = ["http", "sdk", "log", "storage", "configuration"];
const noEndpoint: EndpointModel = { options: [], local: false };

/** Reads the document of one file; throws an Error listing everything that is wrong with it. */
export function readSdk(file: string, data: unknown): SdkModel {
  const errors: string[] = [];
  const reader = new DataReader(file, data, errors);
  const model = readDocument(file.replace(/^.*\//, "").replace(/\.yaml$/, ""), reader);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return model;
}

function readDocument(id: string, reader: DataReader): SdkModel {
  reader.onlyKeys(["title", "recipient", "packages", "declaredIn", "versions", "checked", "kind", "endpoint", "clients", "calls", "ambient", "cleaners", "setup", "proof"]);
  const endpoint = readEndpoint(reader.child("endpoint"), noEndpoint);
  const kind = reader.oneOf("kind", kinds) ?? "sdk";
  const recipient = reader.string("recipient");
  const clients = rooted(reader.entries("clients").map(([name, client]) => ({ client: readClient(name, client, endpoint), own: client.has("endpoint") })));
  const clientOf = new Map(clients.map((client) => [client.name, client]));
  const context: CallContext = { id, kind, recipient, endpoint, clientOf };
  return {
    id, title: reader.string("title") ?? id, recipient, kind, endpoint, clients,
    packages: reader.strings("packages"), declaredIn: reader.strings("declaredIn"),
    versions: reader.string("versions"), checked: reader.oneOf("checked", ["typings", "docs", "memory"]) ?? "memory",
    calls: reader.entries("calls").flatMap(([target, call]) => readCalls(target, call, context)),
    ambient: reader.list("ambient").map((item) => readAmbient(id, item)),
    cleaners: reader.strings("cleaners").flatMap((text) => readCleaner(reader, text)),
    setup: reader.string("setup"), proof: reader.strings("proof"),
  };
}

interface CallContext {
  readonly id: string;
  readonly kind: SinkKind;
  readonly recipient: string | undefined;
  readonly endpoint: EndpointModel;
  readonly clientOf: ReadonlyMap<string, ClientModel>;
}

function readClient(name: string, reader: DataReader, inherited: EndpointModel): ClientModel {
  reader.onlyKeys(["types", "made", "is", "fluent", "endpoint"]);
  return {
    name, types: reader.has("types") ? reader.strings("types") : [name],
    made: targets(reader, "made"), is: targets(reader, "is"), fluent: reader.boolean("fluent") ?? false,
    endpoint: readEndpoint(reader.child("endpoint"), inherited),
  };
}

/**
 * A client made by a method of another (`db.collection("c")`) is configured where that one was made: options of `construct` that it only
 * inherits are moved to the constructions of the client at the root.
 */
function rooted(read: readonly { readonly client: ClientModel; readonly own: boolean }[]): ClientModel[] {
  const byName = new Map(read.map((item) => [item.client.name, item.client]));
  return read.map(({ client, own }) => {
    if (own || client.made.length === 0 || client.made.some((target) => target.root !== "receiver" || target.name === client.name)) return client;
    const makers = rootsOf(client, byName).flatMap((root) => root.made.filter((target) => target.root !== "receiver"));
    const options = client.endpoint.options.flatMap((option) => (option.of === "construct" ? makers.map((of) => ({ ...option, of })) : [option]));
    return { ...client, endpoint: { ...client.endpoint, options } };
  });
}

function rootsOf(client: ClientModel, byName: ReadonlyMap<string, ClientModel>): readonly ClientModel[] {
  const seen = new Set<ClientModel>([client]);
  for (const item of seen) {
    for (const target of item.made) {
      const maker = target.root === "receiver" ? byName.get(target.name) : undefined;
      if (maker) seen.add(maker);
    }
  }
  return [...seen].filter((item) => item.made.some((target) => target.root !== "receiver"));
}

function readEndpoint(reader: DataReader, inherited: EndpointModel): EndpointModel {
  if (reader.missing) return inherited;
  if (reader.text !== undefined) return { ...noEndpoint, default: reader.text };
  reader.onlyKeys(["default", "options", "local", "quiet"]);
  const flags = { local: reader.boolean("local") ?? false, quiet: reader.boolean("quiet") };
  return { ...flags, default: reader.string("default"), options: reader.list("options").flatMap(readOption) };
}

function readOption(reader: DataReader): EndpointOption[] {
  const short = reader.text === undefined ? undefined : shortOption(reader, reader.text);
  if (short) return [short];
  reader.onlyKeys(["of", "at", "as", "hosts", "provider", "env", "mainland"]);
  const hosts = reader.record("hosts");
  const env = reader.string("env");
  const at = pathAt(reader, "at");
  if (!at && env === undefined) reader.fail("needs `at` or `env`");
  const as = reader.oneOf("as", ["url", "path", "value", "client"]) ?? (hosts ? "value" : "url");
  return [{ of: optionOwner(reader, reader.string("of")), at, as, hosts, env, provider: reader.string("provider"), mainland: reader.string("mainland") }];
}

/** `a0.baseURL`, `call a0`, `init a0.dsn`, `#open a1`, `env NAME`: the usual option in one line. */
function shortOption(reader: DataReader, text: string): EndpointOption | undefined {
  const words = text.split(" ");
  const [first = "", second] = words;
  if (first === "env" && second !== undefined) return { of: "construct", as: "url", env: second };
  const at = readArgumentPath(words.at(-1) ?? "");
  if (!at) {
    reader.fail(`"${text}" is no endpoint option`);
    return undefined;
  }
  return { of: optionOwner(reader, words.length > 1 ? words.slice(0, -1).join(" ") : undefined), at, as: "url" };
}

function optionOwner(reader: DataReader, text: string | undefined): EndpointOption["of"] {
  if (text === undefined || text === "construct") return "construct";
  if (text === "call") return "call";
  return target(reader, text) ?? "call";
}

function readCalls(text: string, reader: DataReader, context: CallContext): CallModel[] {
  const callees = expandTargets(text).flatMap((name) => target(reader, name) ?? []);
  const missing = callees.find((callee) => callee.root === "receiver" && !context.clientOf.has(callee.name));
  if (missing) reader.fail(`client ${missing.name} is not declared`);
  const variants = reader.isList && reader.list().every((item) => item.text === undefined) ? reader.list() : [reader];
  return callees.flatMap((callee) => variants.map((variant) => readCall(callee, variant, context)));
}

function readCall(callee: CallTarget, reader: DataReader, context: CallContext): CallModel {
  const inherited = (callee.root === "receiver" ? context.clientOf.get(callee.name)?.endpoint : undefined) ?? context.endpoint;
  const base = { sdk: context.id, target: callee, kind: context.kind, recipient: context.recipient, endpoint: inherited };
  if (reader.isList) return { ...base, when: [], data: paths(reader), keys: [], not: [], examples: [] };
  reader.onlyKeys(["data", "keys", "not", "url", "when", "kind", "endpoint", "recipient", "command", "example"]);
  const url = pathAt(reader, "url");
  const endpoint = readEndpoint(reader.child("endpoint"), url ? withUrl(inherited, url) : inherited);
  return {
    ...base, endpoint, url, kind: reader.oneOf("kind", kinds) ?? context.kind, recipient: reader.string("recipient") ?? context.recipient,
    when: Object.entries(reader.lists("when")).flatMap(([at, values]) => condition(reader, at, values)),
    data: paths(reader, "data"), keys: paths(reader, "keys"), not: paths(reader, "not"),
    command: readCommand(reader.child("command"), context.kind), examples: reader.strings("example"),
  };
}

/** The call's own URL is read first; what the client is configured with is joined to it. */
function withUrl(endpoint: EndpointModel, at: ArgumentPath): EndpointModel {
  return { ...endpoint, options: [{ of: "call", at, as: "url" }, ...endpoint.options] };
}

function readCommand(reader: DataReader, kind: SinkKind): CallModel["command"] {
  if (reader.missing) return undefined;
  const classes = reader.entries().map(([name, item]): [string, CommandModel] => [
    name,
    item.isList ? { data: paths(item), keys: [], kind } : { data: paths(item, "data"), keys: paths(item, "keys"), kind: item.oneOf("kind", kinds) ?? kind },
  ]);
  return { argument: 0, classes: new Map(classes) };
}

function readAmbient(sdk: string, reader: DataReader): AmbientModel {
  reader.onlyKeys(["call", "at", "is", "value", "carries", "en", "zh", "off"]);
  const callee = target(reader, reader.string("call") ?? "");
  return {
    sdk, target: callee ?? { root: "export", name: "", members: [], form: "call", text: "" }, at: pathAt(reader, "at"),
    is: reader.oneOf("is", ["present", "true", "absent", "calls", "equals"]) ?? "present", value: reader.string("value"),
    carries: reader.strings("carries"), title: localized(reader.required("en"), reader.required("zh")), off: reader.string("off"),
  };
}

function readCleaner(reader: DataReader, text: string): SdkModel["cleaners"] {
  const space = text.lastIndexOf(" ");
  const callee = target(reader, text.slice(0, space));
  const at = readArgumentPath(text.slice(space + 1));
  if (!at) reader.fail(`"${text}" is no cleaner`);
  return callee && at ? [{ target: callee, at }] : [];
}

function condition(reader: DataReader, at: string, values: readonly string[]): CallModel["when"] {
  const path = readArgumentPath(at);
  if (!path) reader.fail(`"${at}" is no argument path`);
  return path ? [{ at: path, values }] : [];
}

function target(reader: DataReader, text: string): CallTarget | undefined {
  const result = readCallTarget(text);
  if (!result) reader.fail(`"${text}" is no call target`);
  return result;
}

function targets(reader: DataReader, key: string): CallTarget[] {
  return reader.strings(key).flatMap((text) => target(reader, text) ?? []);
}

function paths(reader: DataReader, key?: string): ArgumentPath[] {
  return reader.strings(key).flatMap((text) => {
    const path = readArgumentPath(text);
    if (!path) reader.fail(`"${text}" is no argument path`);
    return path ?? [];
  });
}

function pathAt(reader: DataReader, key: string): ArgumentPath | undefined {
  const text = reader.string(key);
  if (text === undefined) return undefined;
  const path = readArgumentPath(text);
  if (!path) reader.fail(`"${text}" is no argument path`);
  return path;
}
