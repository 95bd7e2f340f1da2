import { afterAll, describe, expect, it } from "vitest";
import { createSyntaxService } from "../../../server/src/compiler/syntax.js";

const log: string[] = [];
const service = createSyntaxService({ log: (line) => log.push(line) });
afterAll(() => service.close());

describe("syntax service", () => {
  it("parses each kind of file by its extension", () => {
    expect(service.parse("/a.ts", "const x = <string>y;")?.statements).toHaveLength(1);
    expect(service.parse("/a.tsx", "const x = <b>y</b>;")?.statements).toHaveLength(1);
    for (const extension of ["mts", "cts", "js", "jsx", "mjs", "cjs"]) {
      expect(service.parse(`/a.${extension}`, "class A {}\nclass B {}")?.statements, extension).toHaveLength(2);
    }
  });

  it("gives trees that outlive later requests", () => {
    const first = service.parse("/a.ts", "interface First { a: string }");
    service.parse("/a.ts", "interface Second { b: string }");
    expect(first?.text).toContain("First");
    expect(first?.statements[0]?.end).toBe(29);
  });

  it("keeps positions with a byte order mark", () => {
    const text = "\ufeff// 注释😀\r\ntype A = { b: 1 };";
    const statement = service.parse("/a.ts", text)?.statements[0];
    expect(text.slice(statement?.pos, statement?.end)).toMatch(/type A = \{ b: 1 \};$/);
  });

  it("parses many texts, in order, under one name twice too", () => {
    const files = Array.from({ length: 150 }, (_, i) => ({ path: i % 2 === 0 ? "/same.ts" : `/${i}.js`, text: "class A {}\n".repeat(i) }));
    const counts = [...service.parseAll(files)].map((file) => file.tree?.statements.length);
    expect(counts).toEqual(files.map((_, i) => i));
  });

  it("answers from what was read ahead, unless the text has changed", () => {
    service.prefetch([{ path: "/a.ts", text: "class A {}" }, { path: "/b.ts", text: "class B {}" }]);
    expect(service.parse("/a.ts", "class A {}")?.statements).toHaveLength(1);
    expect(service.parse("/b.ts", "class B {}\nclass C {}")?.statements).toHaveLength(2);
  });

  it("gives up a text nested beyond reason and keeps its neighbours", () => {
    const files = [{ path: "/a.ts", text: "class A {}" }, { path: "/deep.ts", text: `const x = ${"[".repeat(100_000)}` }, { path: "/b.ts", text: "class B {}" }];
    expect([...service.parseAll(files)].map((file) => file.tree?.statements.length)).toEqual([1, undefined, 1]);
    expect(service.parse("/a.ts", `${"{".repeat(5000)}${"}".repeat(5000)}`)).toBeDefined();
  });

  it("survives halves of characters", () => {
    expect(service.parse("/a.ts", 'const a = "\ud800"; class A {}')?.statements[1]?.pos).toBe(14);
    expect(log).toEqual([]);
  });

  it("answers after its process was killed, and after close", () => {
    service.parse("/a.ts", "class A {}");
    if (service.processId !== undefined) process.kill(service.processId, "SIGKILL");
    expect(service.parse("/a.ts", "class A {}\nclass B {}")?.statements).toHaveLength(2);
    expect(log.join("\n")).toContain("restarted");
    service.close();
    expect(service.parse("/a.ts", "class A {}")?.statements).toHaveLength(1);
  });
});
