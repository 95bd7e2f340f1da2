import { localized } from "../base/localized.js";
import { jurisdictionOfHost, normaliseHost } from "../catalog/jurisdictions.js";
import type { ContainerReference, OpenApiDocument, Operation, Server } from "../schemas/openapi/index.js";
import { personalFieldNames } from "./field-findings.js";
import { type ClassifiedField, type DocumentContext, type DocumentRule, type RawFinding, metadata } from "./rule.js";

/** An API is served abroad and its requests carry personal data: whoever calls it, or a client generated from it, sends it there. */
export const openApiForeignServer: DocumentRule = {
  metadata: metadata("openapi-foreign-server", "schema", "information", {
    title: ["Requests with personal data go to a server abroad", "含个人信息的请求发往境外服务器"],
    description: [
      "A server of this API description is outside mainland China, and requests of its operations carry personal data. Calls by hand or by a generated client transfer it there.",
      "该接口描述中的服务器位于境外，且其操作的请求含有个人信息。手写或生成的客户端调用即构成出境。",
    ],
  }, ["cbdf-2024"]),
  check(context) {
    const { schema } = context;
    if (!("operations" in schema)) return [];
    const { operations, servers } = schema as OpenApiDocument;
    const byServer = new Map<Server, Operation[]>();
    for (const operation of operations) {
      if (operation.kind !== "path") continue;
      for (const server of operation.servers.length > 0 ? operation.servers : servers) byServer.set(server, [...(byServer.get(server) ?? []), operation]);
    }
    return [...byServer].flatMap(([server, called]) => checkServer(server, called, context));
  },
};

function checkServer(server: Server, operations: readonly Operation[], context: DocumentContext): readonly RawFinding[] {
  const url = server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => server.variables[name]?.default ?? "*");
  if (!/^(?:https?|wss?):\/\//i.test(url)) return [];
  const host = normaliseHost(url);
  const place = jurisdictionOfHost(host, context.config);
  if (place.outsideMainland !== true) return [];
  const fields = requestFields(operations, context);
  const names = personalFieldNames(fields);
  if (names.length === 0) return [];
  const shown = names.slice(0, 6).join(", ") + (names.length > 6 ? ` and ${names.length - 6} more` : "");
  const shownZh = names.slice(0, 6).join("、") + (names.length > 6 ? ` 等 ${names.length} 个字段` : "");
  return [{
    rule: "openapi-foreign-server", file: context.file, range: server.range,
    message: localized(`Requests carry personal data (${shown}) to ${host} (${place.name.en}).`, `请求将个人信息（${shownZh}）发往 ${host}（${place.name.zh}）。`),
    related: fields.slice(0, 10).map(({ field }) => ({ location: { file: field.file, range: field.nameRange }, text: localized(`${field.container.name}.${field.name}`, `${field.container.name}.${field.name}`) })),
    data: { kind: "problem", code: "openapi-foreign-server", details: { host, jurisdiction: place.code } },
    identity: [server.url],
  }];
}

/** Classified fields of the containers that requests hold, and of what these refer to. */
function requestFields(operations: readonly Operation[], { fields, file }: DocumentContext): readonly ClassifiedField[] {
  const byContainer = new Map<string, ClassifiedField[]>();
  for (const entry of fields) {
    const { name } = entry.field.container;
    const known = byContainer.get(name);
    if (known === undefined) byContainer.set(name, [entry]);
    else known.push(entry);
  }
  const pending = operations.flatMap(({ request }) => request).filter((reference: ContainerReference) => reference.file === file).map(({ container }) => container);
  const seen = new Set<string>();
  const found: ClassifiedField[] = [];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const entry of byContainer.get(name) ?? []) {
      if (entry.classification.level !== "none") found.push(entry);
      if (entry.field.type.reference !== undefined) pending.push(entry.field.type.reference);
    }
  }
  return found;
}
