// The quick reader must give what the yaml package gives, or leave the text to it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TreeNode } from "../../../server/src/schemas/openapi/tree.js";
import { parseYamlFast } from "../../../server/src/schemas/openapi/yaml-fast.js";
import { parseYamlWithPackage } from "../../../server/src/schemas/openapi/yaml-package.js";
import { generateOpenApi, toYaml } from "./generator.js";

function shape(node: TreeNode | undefined): unknown {
  switch (node?.kind) {
    case undefined: return null;
    case "scalar": return [node.value.replaceAll(/\s+/g, " ").trim(), node.quoted, node.start, node.end];
    case "alias": return [`*${node.name}`, node.start, node.end];
    case "seq": return { start: node.start, items: node.items.map(shape) };
    case "map": return { start: node.start, style: node.style, entries: node.entries.map((entry) => [entry.key, entry.keyStart, entry.keyEnd, shape(entry.value)]) };
  }
}

/** Positions of a missing value are a matter of taste. */
function comparable(node: TreeNode | undefined): string {
  return JSON.stringify(shape(node)).replaceAll(/\["",false,\d+,\d+\]/g, "null").replaceAll(/\["(~?)",false,\d+,\d+\]/g, '"$1"');
}

function compare(text: string): "same" | "left" {
  const quick = parseYamlFast(text, 0, text.length);
  if (!quick) return "left";
  const slow = parseYamlWithPackage(text, 0, text.length);
  const errors = (problems: typeof slow.problems): string[] => problems.map((problem) => problem.code);
  expect(errors(quick.problems), text).toEqual(errors(slow.problems));
  expect(comparable(quick.node), text).toBe(comparable(slow.node));
  expect([...quick.anchors.keys()], text).toEqual([...slow.anchors.keys()]);
  return "same";
}

const pieces = [
  "a: b", "a:", "- a", "- a: b", "-", "- - x", "a: 'it''s'", 'a: "q\\n\\"w\\""', "a: |", "a: >-", "a: |2", "a: [b, c: d, 'e']", "a: {b: c, d, e: [f]}", "# note", "a: b # note", "a: b#c",
  "a: http://x/y:z", "a: b: c", "'k': v", '"k k": v', "? a", ": b", "a: &x b", "b: *x", "<<: *x", "a: !!str b", "plain text", "text # note", "\ta: b", "a:\tb", "", "   ", "---", "...", "a: [b,", "c]", "a: {", "}",
  "a: 'open", "a: \"open", "close\"", "a: - b", "a: ~", "a: null", "1: 2", "é中: 文", "a : b", "a: b \t", "- &y a: b", "- *y", "a: @b", "a: `b", "a: %b", "%TAG", "a: ,b", "a: ]", "[a]: b", "a: '' ", "a:b", "-a: b", "- -a",
  "a: &z", "a: |+", "a: > # x", "a: {\"b\":c}", "a: [a, b]: c", "a: {x: }", "a: [ ]", "a: { }", "a: [a,,b]", "a: {? b}", "a: 'x' y", "a: 'one", "two'", "\\", 'a: "x \\', 'y"', 'a: "\\x41\\e\\q"', "it''s'", "a: [x] y", "a: *x y", "a: &x *y",
];

describe("the quick YAML reader", () => {
  it("agrees with the package on generated documents", () => {
    expect(compare(generateOpenApi("yaml", 40_000))).toBe("same");
  });

  it("agrees with the package on plain data", () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer().map(String), tie("map"), fc.array(tie("tree"), { minLength: 1, maxLength: 3 })),
      map: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/), tie("tree"), { minKeys: 1, maxKeys: 4 }),
    }));
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/), tree, { minKeys: 1, maxKeys: 4 }), (value) => void compare(toYaml(value))), { seed: 7, numRuns: 2_000 });
  });

  it("agrees with the package, or leaves the text to it, on lines put together at random", () => {
    const line = fc.tuple(fc.nat(3), fc.constantFrom(...pieces)).map(([indent, piece]) => "  ".repeat(indent) + piece);
    const breaks = fc.constantFrom("\n", "\r\n");
    let same = 0;
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), breaks, (lines, eol) => {
      if (compare(lines.join(eol)) === "same") same++;
    }), { seed: 11, numRuns: 8_000 });
    expect(same).toBeGreaterThan(300);
  });

  it("folds quoted scalars of several lines as the package does", () => {
    const part = fc.constantFrom("a", "b c", " ", "  ", "\n    ", "\n\n    ", "\r\n    ", "\\", "\\n", "\\\n    ", "''", "\\\"", "\\x41", "\\u00e9", "\\U0001F600", ": ", "# ", "\t", "中");
    const values = (text: string, parse: typeof parseYamlFast | typeof parseYamlWithPackage): unknown => {
      const node = parse(text, 0, text.length)?.node;
      return node?.kind === "map" ? node.entries.map(({ value }) => (value.kind === "scalar" ? [value.value, value.end] : value.kind)) : undefined;
    };
    let compared = 0;
    fc.assert(fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom("\"", "'"), (parts, quote) => {
      const text = `a:\n  k: ${quote}${parts.join("")}${quote}\n`.slice(3).replaceAll("\n  ", "\n");
      const quick = parseYamlFast(text, 0, text.length);
      const slow = parseYamlWithPackage(text, 0, text.length);
      if (!quick || slow.problems.length > 0) return;
      compared++;
      expect(values(text, parseYamlFast), JSON.stringify(text)).toEqual(values(text, parseYamlWithPackage));
    }), { seed: 31, numRuns: 8_000 });
    expect(compared).toBeGreaterThan(2_000);
  });
});
