import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, looksBinary } from "../../../server/src/base/decode.js";
import { fingerprint } from "../../../server/src/base/fingerprint.js";
import { isCostlyGlob } from "../../../server/src/base/glob.js";
import { LineIndex } from "../../../server/src/base/line-index.js";
import { localeOf } from "../../../server/src/base/localized.js";
import { dirname, extension, isInside, joinPath, normalisePath, relativeTo } from "../../../server/src/base/paths.js";
import { applyEdits } from "../../../server/src/base/text-edit.js";

describe("LineIndex", () => {
  it("knows \\n, \\r\\n and lone \\r", () => {
    const index = new LineIndex("a\nb\r\nc\rd");
    expect(index.lineCount).toBe(4);
    expect(index.positionAt(7)).toEqual({ line: 3, character: 0 });
  });

  it("clamps what lies beyond the text", () => {
    const index = new LineIndex("ab\ncd");
    expect(index.offsetAt({ line: 9, character: 9 })).toBe(5);
    expect(index.offsetAt({ line: -1, character: 3 })).toBe(0);
    expect(index.positionAt(99)).toEqual({ line: 1, character: 2 });
  });

  it("is its own inverse for every offset", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n", "中", "𝒳")).map((parts) => parts.join("")), (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe("decodeText", () => {
  it("drops the mark of UTF-8 and reads both kinds of UTF-16", () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).text).toBe("a");
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x2d, 0x4e])).text).toBe("中");
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0x4e, 0x2d])).text).toBe("中");
  });

  it("says where bytes are no UTF-8, and keeps the rest", () => {
    const gbk = new Uint8Array([0x61, 0xd6, 0xd0, 0x62]);
    const { text, problem } = decodeText(gbk);
    expect(text.startsWith("a") && text.endsWith("b")).toBe(true);
    expect(problem?.code).toBe("text-encoding");
    expect(problem?.range.start).toBe(1);
  });

  it("does not blame a replacement character that was written", () => {
    expect(decodeText(new TextEncoder().encode("a\uFFFDb")).problem).toBeUndefined();
  });

  it("tells binaries from marked UTF-16", () => {
    expect(looksBinary(new Uint8Array([0x89, 0x50, 0x00]))).toBe(true);
    expect(looksBinary(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toBe(false);
  });
});

describe("paths", () => {
  it("brings Windows shapes into one form", () => {
    expect(normalisePath("c:\\Users\\张三\\my app\\")).toBe("C:/Users/张三/my app");
    expect(normalisePath("\\\\server\\share\\a.ts")).toBe("//server/share/a.ts");
    expect(normalisePath("C:\\")).toBe("C:/");
  });

  it("does not take a name's beginning for a folder", () => {
    expect(isInside("/a/shop", "/a/shop2/x.ts")).toBe(false);
    expect(isInside("/a/shop", "/a/shop/x.ts")).toBe(true);
    expect(relativeTo("/a/shop", "/a/shop/src/x.ts")).toBe("src/x.ts");
  });

  it("does not mind case where Windows does not, and nowhere else", () => {
    expect(isInside("C:/Users/Li/Shop", "C:/users/li/shop/src/a.ts")).toBe(true);
    expect(relativeTo("C:/Users/Li/Shop", "C:/users/li/shop/src/A.ts")).toBe("src/A.ts");
    expect(isInside("//server/Share", "//server/share/a.ts")).toBe(true);
    expect(isInside("C:/", "C:/a.ts")).toBe(true);
    expect(isInside("C:/Users/Li", "C:/users/lin/a.ts")).toBe(false);
    expect(isInside("/home/Li", "/home/li/a.ts")).toBe(false);
  });

  it("joins and splits", () => {
    expect(joinPath("/a/b", "../c/./d")).toBe("/a/c/d");
    expect(joinPath("/a/b", "/x")).toBe("/x");
    expect(dirname("/a")).toBe("/");
    expect(extension("/a/.env")).toBe("");
    expect(extension("/a/X.Test.TS")).toBe(".ts");
  });
});

describe("globs", () => {
  it("that could take very long are told from ordinary ones", () => {
    const fine = ["src/**", "**/*.gen.ts", "**/{__tests__,__mocks__}/**", "app/(group)/[id]/*.tsx", "**/*.{test,spec}.[jt]s?(x)", "*.min.*", "legacy", "!(*.d).ts", "packages/*/src/**/*-*.ts"];
    const costly = ["*a*a*a*a*b", "+(a|aa)", "**/*(x|xx)*", "(a|b)+", "{a,b}+", "**/**/a/**/b/**/c/**", "[a]+[a]+[a]+[a]+", "x".repeat(501)];
    expect(fine.filter(isCostlyGlob)).toEqual([]);
    expect(costly.filter((glob) => !isCostlyGlob(glob))).toEqual([]);
  });
});

describe("applyEdits", () => {
  it("applies edits in any order against the original text", () => {
    expect(applyEdits("abcdef", [{ range: { start: 0, end: 1 }, newText: "X" }, { range: { start: 4, end: 4 }, newText: "-" }])).toBe("Xbcd-ef");
  });
});

describe("fingerprint and locale", () => {
  it("tells parts apart and stays the same", () => {
    expect(fingerprint(["a", "b"])).toBe(fingerprint(["a", "b"]));
    expect(fingerprint(["a", "b"])).not.toBe(fingerprint(["ab"]));
    expect(fingerprint(["rule", "file", "User", "email"])).toMatch(/^[0-9a-f]{16}$/);
  });

  it("reads language tags of editors and shells", () => {
    expect([localeOf("zh-cn"), localeOf("zh_CN.UTF-8"), localeOf("zh"), localeOf("en_US"), localeOf(undefined), localeOf("zhx")]).toEqual(["zh", "zh", "zh", "en", "en", "en"]);
  });
});
