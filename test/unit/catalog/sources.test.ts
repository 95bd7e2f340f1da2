import { describe, expect, it } from "vitest";
import { category } from "../../../server/src/catalog/categories.js";
import { globalSources, globalSourceType, matchSource, sourceFrameworks, sourceMeanings, sourcesOfPackage } from "../../../server/src/catalog/sources.js";

describe("sources", () => {
  it("finds request members by package and type", () => {
    const [express] = sourcesOfPackage("@types/express-serve-static-core");
    expect(express?.id).toBe("express");
    expect(express?.types.get("Request")?.get("body")?.id).toBe("body");
    expect(express?.types.get("Request")?.get("ip")).toMatchObject({ category: "ip-address", named: false });
  });
  it.each([
    ["koa", "Context", ["request", "body", "email"], "body", ["email"]], ["express", "Request", ["cookies", "sid"], "cookies", ["sid"]], ["next", "NextRequest", ["cookies", "get()"], "cookies", []],
    ["@prisma/client", "PrismaClient", ["user", "findMany()", "0"], "rows", ["0"]], ["express", "Request", ["app"], undefined, undefined],
  ])("%s %s %j reads %s", (specifier, type, names, meaning, rest) => {
    const members = sourcesOfPackage(specifier).find((item) => item.types.has(type))?.types.get(type) ?? new Map();
    const found = matchSource(members, names);
    expect([found?.meaning.id, found?.rest]).toEqual([meaning, rest]);
  });
  it("finds decorators by import origin", () => {
    const nest = sourcesOfPackage("@nestjs/common").find((item) => item.id === "nest");
    expect(nest?.decorators.get("Body")).toMatchObject({ meaning: { id: "body" } });
    expect(nest?.decorators.get("Req")).toMatchObject({ name: "Request" });
  });
  it("knows globals of browsers and mini-programs", () => {
    expect(globalSources().get("wx.chooseAddress()")).toMatchObject({ id: "address" });
    expect(globalSourceType("Request")?.get("json()")?.id).toBe("body");
    expect(globalSourceType("HTMLInputElement")?.get("value")?.id).toBe("form");
  });
  it("gives every framework something to match, and each meaning a use", () => {
    const empty = sourceFrameworks().filter((item) => item.types.size + item.functions.size + item.decorators.size + item.globals.size + item.callbacks.length === 0);
    expect(empty.map((item) => item.id)).toEqual([]);
    expect([...sourceMeanings().values()].filter((meaning) => meaning.category !== undefined && category(meaning.category) === undefined)).toEqual([]);
    const used = new Set(sourceFrameworks().flatMap((item) => [
      ...[...item.types.values()].flatMap((members) => [...members.values()]), ...item.functions.values(), ...item.globals.values(), ...item.events.values(),
      ...[...item.decorators.values(), ...item.callbacks.flatMap((callback) => [...callback.parameters.values()])].flatMap((target) => ("meaning" in target ? [target.meaning] : [])),
    ].map((meaning) => meaning.id)));
    expect([...sourceMeanings().keys()].filter((id) => !used.has(id))).toEqual([]);
  });
});
