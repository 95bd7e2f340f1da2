import { localized } from "../base/localized.js";
import { jurisdictionOfHost, normaliseHost } from "../catalog/jurisdictions.js";
import type { PrismaDatasource, PrismaSetting } from "../schemas/prisma/index.js";
import { personalFieldNames } from "./field-findings.js";
import { type DocumentContext, type DocumentRule, type RawFinding, metadata } from "./rule.js";

/** Personal data rests in a database outside the mainland: storing there is a transfer (SA measures Q&A). */
export const databaseAbroad: DocumentRule = {
  metadata: metadata("database-abroad", "schema", "warning", {
    title: ["Personal data is stored outside mainland China", "个人信息存储于境外"],
    description: [
      "The datasource of this schema is a database outside mainland China, or one whose place is not known, and models of the schema hold personal data. Storing data abroad is a transfer of all of it.",
      "该模式的数据源位于境外（或地点不明），而其中的模型含有个人信息。将数据存储于境外即构成出境。",
    ],
  }, ["cbdf-2024", "pipl 38"]),
  check(context) {
    const datasources = "datasources" in context.schema ? (context.schema.datasources as readonly PrismaDatasource[]) : [];
    if (datasources.length === 0) return [];
    const names = personalFieldNames([...context.fields, ...(context.siblingFields?.() ?? [])]);
    return names.length === 0 ? [] : datasources.flatMap((source) => (source.url === undefined ? [] : checkUrl(source.name, source.url, names, context)));
  },
};

function checkUrl(name: string, url: PrismaSetting, fields: readonly string[], context: DocumentContext): readonly RawFinding[] {
  const variable = url.kind === "env" ? context.readEnv?.(url.value) : undefined;
  const host = databaseHost(url.kind === "literal" ? url.value : (variable?.value ?? ""));
  if (host === undefined) return [];
  const place = jurisdictionOfHost(host, context.config);
  if (place.outsideMainland === false || place.code === "local") return [];
  const shown = fields.slice(0, 6).join(", ") + (fields.length > 6 ? ` and ${fields.length - 6} more` : "");
  const shownZh = fields.slice(0, 6).join("、") + (fields.length > 6 ? ` 等 ${fields.length} 个字段` : "");
  const isAbroad = place.outsideMainland === true;
  return [{
    rule: "database-abroad", file: context.file, range: url.range,
    // A template says what may be, not what is.
    severity: isAbroad && variable?.certain !== false ? "warning" : "information",
    message: isAbroad
      ? localized(`Personal data (${shown}) is stored in ${host} (${place.name.en}).`, `个人信息（${shownZh}）存储于 ${host}（${place.name.zh}）。`)
      : localized(`Personal data (${shown}) is stored in ${host}; where that is is not known.`, `个人信息（${shownZh}）存储于 ${host}，其所在地未知。`),
    ...(variable === undefined ? {} : { related: [{ location: variable.location, text: localized(`${url.value} is set here`, `${url.value} 在此设置`) }] }),
    data: { kind: "problem", code: "database-abroad", details: { host, jurisdiction: place.code, datasource: name } },
    identity: [name, host],
  }];
}

/** Host of a connection string; undefined for files, and where it is made of other variables. */
function databaseHost(address: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || /^file:/i.test(address)) return undefined;
  const host = normaliseHost(address.split(/[;,]/, 1)[0] ?? "");
  return host === "" || /[${}<>[\]]/.test(host) ? undefined : host;
}
