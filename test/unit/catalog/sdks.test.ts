import { describe, expect, it } from "vitest";
import { category } from "../../../server/src/catalog/categories.js";
import { recipientById } from "../../../server/src/catalog/hosts.js";
import { jurisdictionOfHost } from "../../../server/src/catalog/jurisdictions.js";
import { readSdk } from "../../../server/src/catalog/sdk-reader.js";
import { readArgumentPath, readCallTarget } from "../../../server/src/catalog/sdk-notation.js";
import {
  allSdks, callsOfExport, callsOfGlobal, callsOn, candidateMethodNames, factoryNames, globalClients, globalModels, hostForOption, modelsForPackage, packageName,
  packagesOfInterest, sdkById, type CallModel, type SdkModel,
} from "../../../server/src/catalog/sdks.js";

function sdk(id: string): SdkModel {
  const model = sdkById(id);
  if (!model) throw new Error(`no model ${id}`);
  return model;
}
const dataOf = (calls: readonly CallModel[]): string[][] => calls.map((call) => call.data.map((path) => path.text));

describe("catalog as a whole", () => {
  it("names recipients that exist", () => {
    const named = allSdks().flatMap((model) => [model.recipient, ...model.calls.map((call) => call.recipient)].map((id) => ({ sdk: model.id, id })));
    expect(named.filter(({ id }) => id !== undefined && recipientById(id) === undefined)).toEqual([]);
  });
  it("has default and option hosts that are hosts", () => {
    const endpoints = allSdks().flatMap((model) => [model.endpoint, ...model.clients.map((client) => client.endpoint), ...model.calls.map((call) => call.endpoint)]);
    const hosts = endpoints.flatMap((endpoint) => [endpoint.default, ...endpoint.options.flatMap((option) => Object.values(option.hosts ?? {}))]).filter((host) => host !== undefined);
    expect([...new Set(hosts)].filter((host) => !/^(?:localhost|(?:[a-z0-9*{}-]+\.)+[a-z0-9{}-]+)$/.test(host))).toEqual([]);
  });
  it("knows where every default host of a service is", () => {
    const unknown = allSdks().flatMap((model) => [model.endpoint, ...model.clients.map((client) => client.endpoint), ...model.calls.map((call) => call.endpoint)])
      .map((endpoint) => endpoint.default).filter((host) => host !== undefined && host !== "localhost" && jurisdictionOfHost(host).outsideMainland === "unknown");
    // Cloud hosts whose region is an option.
    expect([...new Set(unknown)].sort()).toEqual(["*.aliyuncs.com", "*.myhuaweicloud.com", "*.tencentcloudapi.com", "*.volces.com", "cos.*.myqcloud.com"]);
  });
  it("gives every call a payload, a key or a command", () => {
    expect(allSdks().flatMap((model) => model.calls.filter((call) => call.data.length + call.keys.length === 0 && !call.command).map((call) => `${model.id} ${call.target.text}`))).toEqual([]);
  });
  it("has examples where shapes were checked against typings", () => {
    expect(allSdks().filter((model) => model.checked === "typings" && model.proof.length === 0 && !model.calls.some((call) => call.examples.length > 0)).map((model) => model.id)).toEqual([]);
  });
  it("covers the width asked for", () => {
    expect(new Set(allSdks().flatMap((model) => model.packages)).size).toBeGreaterThan(150);
  });
});

describe("look-up", () => {
  it("finds packages by name, sub-path, @types twin and prefix", () => {
    expect(["posthog-js/react", "@types/nodemailer", "node:https", "tencentcloud-sdk-nodejs-faceid", "@sentry/core", "firebase/firestore", "@ai-sdk/anything"].map((name) => modelsForPackage(name).map((model) => model.id))).toEqual([
      ["posthog-js"], ["nodemailer"], ["node-http"], ["tencent-cloud"], ["sentry"], ["firebase"], ["ai-sdk-providers"],
    ]);
    expect(packageName("@types/scope__name")).toBe("@scope/name");
  });
  it("matches receivers by flattened members", () => {
    expect(dataOf(callsOn(sdk("openai"), "OpenAI", ["chat", "completions", "create"]))).toEqual([["a0.messages"]]);
    expect(dataOf(callsOn(sdk("supabase"), "Supabase", ["from()", "insert"]))).toEqual([["a0"]]);
    expect(callsOn(sdk("openai"), "OpenAI", ["models", "list"])).toEqual([]);
  });
  it("skips builder calls of fluent clients", () => {
    expect(dataOf(callsOn(sdk("superagent"), "Request", ["set()", "timeout()", "send"]))).toEqual([["a0"]]);
  });
  it("matches ** for any depth, exact names first", () => {
    expect(dataOf(callsOn(sdk("trpc-client"), "trpc", ["user", "profile", "save", "mutate"]))).toEqual([["a0"]]);
    expect(dataOf(callsOn(sdk("alibaba-cloud"), "Client", ["singleSendMail"]))[0]).toContain("a0.toAddress");
    expect(dataOf(callsOn(sdk("alibaba-cloud"), "Client", ["anyOperation"]))).toEqual([["a0"]]);
  });
  it("matches exports, and results that are functions", () => {
    expect(dataOf(callsOfExport(sdk("sentry"), "setUser", []))).toEqual([["a0"]]);
    expect(dataOf(callsOfExport(sdk("apollo-client"), "useMutation", ["()", "0"]))).toEqual([["a0.variables"]]);
    expect(dataOf(callsOfExport(sdk("apollo-client"), "useMutation", ["useMutation()", "0"]))).toEqual([["a0.variables"]]);
    expect(dataOf(callsOn(sdk("tinybird"), "Tinybird", ["buildIngestEndpoint()"]))).toEqual([["a0"]]);
    expect(factoryNames()).toContain("buildIngestEndpoint");
  });
  it("matches globals and keeps overloads in order", () => {
    const gtag = callsOfGlobal("gtag", []);
    expect(gtag.map((call) => call.when.map((condition) => [condition.at.text, ...condition.values]))).toEqual([
      [["a0", "event"]], [["a0", "set"], ["a1", "user_data", "user_properties"]], [["a0", "set"]], [["a0", "config"]],
    ]);
    expect(dataOf(callsOfGlobal("navigator", ["sendBeacon"]))).toEqual([["a0", "a1"]]);
    expect(dataOf(callsOfGlobal("Request", [], "construct"))).toEqual([["a0", "a1.body", "a1.headers"]]);
    expect(globalModels().has("fetch")).toBe(true);
    expect(globalClients().get("posthog")?.map((item) => item.client.name)).toEqual(["PostHog"]);
    expect(globalClients().get("wx")?.[0]?.sdk.id).toBe("mini-program");
  });
  it("takes the payload out of command objects", () => {
    const [send] = callsOn(sdk("aws-s3"), "S3Client", ["send"]);
    expect(send?.command?.classes.get("PutObjectCommand")?.data.map((path) => path.text)).toEqual(["a0.Body", "a0.Metadata", "a0.Tagging"]);
  });
  it("names what a prefilter looks for", () => {
    for (const name of ["capture", "sendMail", "fetch", "post", "gtag", "setUser", "Upload", "send"]) expect(candidateMethodNames()).toContain(name);
    for (const name of ["axios", "stripe", "@sentry/node"]) expect(packagesOfInterest()).toContain(name);
  });
});

describe("endpoints", () => {
  it("maps options to hosts", () => {
    const region = sdk("aws-s3").clients[0]?.endpoint.options.find((option) => option.provider === "aws");
    expect([hostForOption(region?.hosts ?? {}, "cn-north-1"), hostForOption(region?.hosts ?? {}, "eu-west-3")]).toEqual(["s3.cn-north-1.amazonaws.com.cn", "s3.eu-west-3.amazonaws.com"]);
    const domain = sdk("feishu").endpoint.options[0];
    expect([hostForOption(domain?.hosts ?? {}, "Lark"), domain?.mainland]).toEqual(["open.larksuite.com", "Domain.Feishu"]);
  });
  it("reads the URL of the call before the base URL of the client", () => {
    const [post] = callsOn(sdk("axios"), "axios", ["post"]);
    expect(post?.endpoint.options.map((option) => [typeof option.of === "string" ? option.of : option.of.text, option.at?.text])).toEqual([
      ["call", "a0"], ["construct", "a0.baseURL"], ["set axios#defaults.baseURL", "a0"],
    ]);
  });
  it("takes the address of a derived client from the construction of the client at its root", () => {
    const file = sdk("google-cloud-storage").clients.find((client) => client.name === "File");
    expect(file?.endpoint.options.map((option) => [typeof option.of === "string" ? option.of : option.of.text, option.at?.text])).toEqual([["new Storage", "a0.apiEndpoint"]]);
  });
  it("keeps loggers local", () => {
    expect(callsOfGlobal("console", ["log"])[0]).toMatchObject({ kind: "log", endpoint: { local: true } });
  });
  it("lists switches that send by themselves", () => {
    expect(allSdks().flatMap((model) => model.ambient.flatMap((item) => item.carries)).filter((id) => category(id) === undefined)).toEqual([]);
    expect(sdk("sentry").ambient.find((item) => item.at?.text === "a0.sendDefaultPii")).toMatchObject({ is: "true", off: "false", target: { name: "init" } });
  });
});

describe("notation", () => {
  it.each([
    ["a0", 0, false, []], ["a1.user.email", 1, false, ["user", "email"]], ["a0.messages[].content", 0, false, ["messages", "[]", "content"]],
    ["args2", 2, true, []], ["a0.*", 0, false, ["*"]], ["return.data", -1, false, ["data"]],
  ])("argument path %s", (text, argument, rest, path) => {
    expect(readArgumentPath(text)).toMatchObject({ argument, rest, path });
  });
  it.each([
    ["Client#a.b", "receiver", "Client", ["a", "b"], "call"], ["Client#()", "receiver", "Client", [], "call"], ["default.post", "export", "default", ["post"], "call"],
    ["$wx.request", "global", "wx", ["request"], "call"], ["new $Request", "global", "Request", [], "construct"], ["useMutation().0", "export", "useMutation", ["()", "0"], "call"],
    ["make().()", "export", "make", ["()"], "call"], ["#open", "receiver", "", ["open"], "call"], ["set a#defaults.baseURL", "receiver", "a", ["defaults", "baseURL"], "assignment"],
    ["<Provider>", "export", "Provider", [], "component"], ["tag sql", "export", "sql", [], "tag"],
  ])("call target %s", (text, root, name, members, form) => {
    expect(readCallTarget(text)).toMatchObject({ root, name, members, form });
  });
  it.each(["a", "b0", "a0..x", "", "a0.x y"])("refuses argument path %s", (text) => {
    expect(readArgumentPath(text)).toBeUndefined();
  });
  it.each(["", "a b", "x#", "a..b"])("refuses call target %s", (text) => {
    expect(readCallTarget(text)).toBeUndefined();
  });
});

describe("errors of the reader", () => {
  const errorOf = (data: unknown): string => {
    try {
      readSdk("sdks/x.yaml", data);
    } catch (error) {
      return String(error instanceof Error ? error.message : error);
    }
    return "";
  };
  it.each([
    [{ titel: "x" }, 'sdks/x.yaml: unknown key "titel"'], [{ calls: { "No#x": ["a0"] } }, "client No is not declared"], [{ calls: { f: ["b"] } }, '"b" is no argument path'],
    [{ kind: "mail" }, 'kind "mail" must be one of http, sdk, log, storage, configuration'], [{ endpoint: { options: ["nonsense"] } }, "is no endpoint option"],
    [{ ambient: [{ call: "init" }] }, "en is missing"], [{ calls: "x" }, "must be a map"],
  ])("%j", (data, message) => {
    expect(errorOf(data)).toContain(message);
  });
});
