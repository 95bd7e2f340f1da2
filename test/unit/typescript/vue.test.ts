import { describe, expect, it } from "vitest";
import { virtualVueText } from "../../../server/src/schemas/typescript/index.js";

describe("scripts of Vue components", () => {
  it("keep their offsets", () => {
    const text = "<template>\n  <p>邮箱 {{ a }}</p>\n</template>\r\n<script setup lang='ts'>\nconst a = 1;\n</script>\n<script lang=\"ts\">export default {}</script>";
    const script = virtualVueText(text);
    expect(script?.extension).toBe(".ts");
    expect(script?.text).toHaveLength(text.length);
    for (const code of ["const a = 1;", "export default {}"]) expect(script?.text.indexOf(code)).toBe(text.indexOf(code));
    expect(script?.text.trim().replace(/\s+/g, " ")).toBe("const a = 1; export default {}");
    expect(script?.text.split("\n")).toHaveLength(text.split("\n").length);
  });

  it("tell their language", () => {
    expect(virtualVueText("<script lang=tsx>a</script>")?.extension).toBe(".tsx");
    expect(virtualVueText("<script lang='jsx'>a</script>")?.extension).toBe(".jsx");
    expect(virtualVueText("<script>a</script>")?.extension).toBe(".js");
    expect(virtualVueText("<SCRIPT SETUP LANG=\"TS\">a</SCRIPT>")?.extension).toBe(".ts");
  });

  it("are not looked for in comments, templates, styles and attributes", () => {
    expect(virtualVueText("<!-- <script>a</script> --><template><script>b</script></template><style>/* <script>c</script> */</style>")).toBeUndefined();
    expect(virtualVueText("<template title='<script>'><p></template><script>real</script>")?.text.trim()).toBe("real");
    expect(virtualVueText("<script src='./a.js' /><p></p>")).toBeUndefined();
  });

  it("are found in half-typed components", () => {
    expect(virtualVueText("<template>\n<div\n</templ\n<script setup>\nconst a = 1")?.text.trim()).toBe("const a = 1");
    expect(virtualVueText("<template>\n<template #x>\n</template>\n<script setup>\nconst a = 1;\n</script>")?.text.trim()).toBe("const a = 1;");
    expect(virtualVueText("")).toBeUndefined();
    expect(virtualVueText("<script")).toBeUndefined();
  });
});
