import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { hostEntries, recipientById } from "../../../server/src/catalog/hosts.js";
import { countryName, hostMatches, jurisdictionOfHost, mainlandTwin, normaliseHost, recipientOfHost, recipientOfPackage, recipientsOfPackage, regionOf, resolveHost } from "../../../server/src/catalog/jurisdictions.js";
import { hostPatterns, isCountryCode, providers } from "../../../server/src/catalog/regions.js";

interface HostTest { readonly host: string; readonly verdict: string; readonly in: readonly string[]; readonly by: string }
const cases = parse(readFileSync(new URL("host-verdicts.yaml", import.meta.url), "utf8")) as readonly HostTest[];
const range = { start: 0, end: 0 };

describe("place of a host", () => {
  it.each(cases)("$host is $verdict ($by)", (expected) => {
    const { verdict, countries, by } = resolveHost(expected.host);
    expect({ host: expected.host, verdict, in: countries, by }).toEqual(expected);
  });

  it("is the operator's seat, and says so, where the host does not show it", () => {
    expect(jurisdictionOfHost("storage.googleapis.com")).toMatchObject({ code: "US", outsideMainland: true, basis: "pattern:gcp-any, operator's seat", name: { en: "United States (operator's seat)" } });
    expect(jurisdictionOfHost("api.moonshot.ai")).toMatchObject({ outsideMainland: true });
  });

  it("keeps own machines apart from unknown places", () => {
    for (const host of ["localhost", "127.0.0.1", "192.168.1.4", "172.20.0.1", "redis", "db.internal", "::1", "api.svc.cluster.local"]) {
      expect([host, jurisdictionOfHost(host)]).toEqual([host, expect.objectContaining({ code: "local", outsideMainland: "unknown" })]);
    }
    expect(jurisdictionOfHost("203.0.113.9")).toMatchObject({ code: "unknown", outsideMainland: "unknown", basis: "ip-literal" });
    expect(jurisdictionOfHost("172.32.0.1").code).toBe("unknown");
  });

  it("reads a region token where the entry says that it shows the place", () => {
    expect(jurisdictionOfHost("acc.eu-central-1.aws.snowflakecomputing.com").code).toBe("DE");
  });

  it("puts Hong Kong, Macau and Taiwan outside, and .cn nowhere", () => {
    expect(jurisdictionOfHost("b.oss-cn-hongkong.aliyuncs.com")).toMatchObject({ code: "HK", outsideMainland: true });
    expect(jurisdictionOfHost("shop.example.cn")).toMatchObject({ code: "unknown", outsideMainland: "unknown" });
  });
});

describe("partly known hosts", () => {
  it.each([
    ["*.example.com", "unknown", "unknown"], ["*", "unknown", "unknown"], ["*.com", "unknown", "unknown"],
    ["oss-*.aliyuncs.com", "unknown", "unknown"], ["*.cos.*.myqcloud.com", "unknown", "unknown"], ["*.oss-cn-hangzhou.aliyuncs.com", "CN", false],
    ["s3.*.amazonaws.com", "US", true], ["*.s3.cn-north-1.amazonaws.com.cn", "CN", false], ["*.ingest.de.sentry.io", "DE", true], ["*.supabase.co", "US", true],
    ["up*.qiniup.com", "unknown", "unknown"], ["api-*.mixpanel.com", "US", true], ["*.com.cn", "unknown", "unknown"],
  ])("%s", (host, code, outsideMainland) => {
    expect(jurisdictionOfHost(host)).toMatchObject({ code, outsideMainland });
  });
});

describe("what the team declared", () => {
  const overrides = {
    domesticHosts: ["*.shop.test", "sentry.corp.example"], overseasHosts: [{ host: "eu.shop.test", country: "de" }, { host: "*.abroad.test" }],
    recipients: [{ id: "erp", name: "ERP", hosts: ["erp.example.com"], packages: [], country: "SG", paths: [], range }],
  };
  it.each([
    ["api.shop.test", "CN", false], ["eu.shop.test", "DE", true], ["x.abroad.test", "unknown", true], ["https://erp.example.com:8443/x", "SG", true], ["sentry.corp.example", "CN", false],
  ])("%s", (host, code, outsideMainland) => {
    expect(jurisdictionOfHost(host, overrides)).toMatchObject({ code, outsideMainland, confidence: "declared" });
  });
  it("names the declared recipient", () => {
    expect(jurisdictionOfHost("erp.example.com", overrides).recipient).toEqual({ id: "erp", name: "ERP" });
  });
  it("matches globs", () => {
    expect([hostMatches("*.a.com", "x.a.com"), hostMatches("*.a.com", "a.com"), hostMatches("a*b*c", "a1b2c"), hostMatches("a*b*c", "ac"), hostMatches("a*a", "a")]).toEqual([true, false, true, false, false]);
  });
});

describe("normalising", () => {
  it.each([
    ["HTTPS://User:pw@API.Stripe.com.:443/v1?x#y", "api.stripe.com"], ["postgres://u:p@db.host.test/db", "db.host.test"], ["//cdn.test/x", "cdn.test"],
    ["[::1]:8080", "::1"], ["例子.中国", "xn--fsqu00a.xn--fiqs8s"], ["a.test:*", "a.test"], ["", ""],
  ])("%s", (input, host) => {
    expect(normaliseHost(input)).toBe(host);
  });
});

describe("regions, countries and recipients", () => {
  it.each([
    ["aws", "cn-north-1", "CN"], ["aws", "ap-east-1", "HK"], ["aws", "us-east-1a", "US"], ["huawei", "ap-southeast-1", "HK"], ["alibaba", "oss-cn-hangzhou", "CN"],
    ["alibaba", "cn-hongkong", "HK"], ["tencent", "ap-guangzhou", "CN"], ["volcengine", "ap-southeast-1", "MY"], ["gcp", "asia-east2", "HK"], ["azure", "eastasia", "HK"], ["alibaba", "mars-1", "unknown"],
  ])("%s %s is in %s", (provider, region, code) => {
    expect(regionOf(provider, region)?.code).toBe(code);
  });
  it("knows no other provider", () => {
    expect(regionOf("nobody", "x")).toBeUndefined();
  });
  it("names every code used in both languages", () => {
    const codes = [...hostEntries().flatMap((entry) => [...entry.countries, ...entry.regions, ...entry.hostCountries.values(), ...(entry.seat === undefined ? [] : [entry.seat])]),
      ...[...providers().values()].flatMap((provider) => [...provider.outside.values(), provider.seat]), ...hostPatterns().flatMap((pattern) => pattern.countries)];
    expect([...new Set(codes)].filter((code) => !isCountryCode(code))).toEqual([]);
    expect(countryName("HK")).toEqual({ en: "Hong Kong", zh: "中国香港" });
  });
  it("knows the mainland entry of services that have two", () => {
    expect(mainlandTwin("dashscope-intl.aliyuncs.com")).toEqual({ service: "Model Studio", host: "dashscope.aliyuncs.com" });
    expect(mainlandTwin("api.openai.com")).toBeUndefined();
    const pairs = hostEntries().flatMap((entry) => entry.hosts).flatMap((host) => mainlandTwin(host)?.host ?? []);
    expect(pairs.filter((host) => jurisdictionOfHost(host).code !== "CN")).toEqual([]);
  });
  it("finds recipients by host and package", () => {
    expect(recipientOfHost("api.stripe.com")).toEqual({ id: "stripe", name: "Stripe" });
    expect(recipientOfHost("b.s3.eu-west-1.amazonaws.com")?.id).toBe("aws");
    expect(recipientOfHost("nobody.example")).toBeUndefined();
    expect(recipientOfPackage("stripe")?.id).toBe("stripe");
    expect(recipientsOfPackage("@larksuiteoapi/node-sdk").map((entry) => entry.id).sort()).toEqual(["feishu", "lark"]);
    expect(recipientById("aws")?.name).toBe("Amazon Web Services");
  });
  it("has no id twice and only well-formed hosts", () => {
    const ids = hostEntries().map((entry) => entry.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const malformed = hostEntries().flatMap((entry) => [...entry.hosts, ...entry.hostCountries.keys()]).filter((host) => !/^(?:\*\.)?(?:[a-z0-9-]+\.)*[a-z0-9-]+$/.test(host));
    expect(malformed).toEqual([]);
  });
  it("lists no host under two operators", () => {
    const owners = new Map<string, string[]>();
    for (const entry of hostEntries()) for (const host of entry.hosts) owners.set(host, [...(owners.get(host) ?? []), entry.id]);
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });
});
