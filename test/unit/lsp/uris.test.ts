import { describe, expect, test } from "vitest";
import { pathOfUri, uriOfPath } from "../../../server/src/lsp/uris.js";

describe("URIs and paths", () => {
  test.each([
    ["/home/li/shop/schema.prisma", "file:///home/li/shop/schema.prisma"],
    ["/home/li/my shop/a b.ts", "file:///home/li/my%20shop/a%20b.ts"],
    ["/home/li/订单/用户.prisma", "file:///home/li/%E8%AE%A2%E5%8D%95/%E7%94%A8%E6%88%B7.prisma"],
    ["/w/(group)/[id]/it's!*.ts", "file:///w/%28group%29/%5Bid%5D/it%27s%21%2A.ts"],
    ["/w/100%/#1/a?b.ts", "file:///w/100%25/%231/a%3Fb.ts"],
    ["C:/Users/li/shop/a.ts", "file:///c%3A/Users/li/shop/a.ts"],
    ["//server/share/shop/a.ts", "file://server/share/shop/a.ts"],
    ["/w/😀.ts", "file:///w/%F0%9F%98%80.ts"],
  ])("%s ↔ %s", (path, uri) => {
    expect(uriOfPath(path)).toBe(uri);
    expect(pathOfUri(uri)).toBe(path);
  });

  test.each([
    ["file:///c:/Users/a.ts", "C:/Users/a.ts"],
    ["file:///C%3A/Users/a.ts", "C:/Users/a.ts"],
    ["file://localhost/w/a.ts", "/w/a.ts"],
    ["file:///w/a.ts?x=1#L3", "/w/a.ts"],
    ["FILE:///w/a.ts", "/w/a.ts"],
    ["file:/w/a.ts", "/w/a.ts"],
    ["file:///w/100%/a.ts", "/w/100%/a.ts"],
    ["file:///w/订单.ts", "/w/订单.ts"],
    ["file:///w/shop/", "/w/shop"],
  ])("other spelling %s is %s", (uri, path) => expect(pathOfUri(uri)).toBe(path));

  test.each(["untitled:Untitled-1", "git:/w/a.ts?ref", "vscode-vfs://github/a/b.ts", "", "a.ts"])("%s is no file", (uri) => expect(pathOfUri(uri)).toBeUndefined());
});
