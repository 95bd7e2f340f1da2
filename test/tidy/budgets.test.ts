import { describe, expect, it } from "vitest";
import { type Node, SyntaxKind, isFunctionLikeDeclaration } from "../../server/src/compiler/ast.js";
import { createSyntaxService, type SyntaxService } from "../../server/src/compiler/syntax.js";
import { sources } from "../support/sources.js";

const code = [...sources("server/src", [".ts"]), ...sources("client/src", [".ts"]), ...sources("test", [".ts"]).filter((file) => !file.path.startsWith("test/fixtures/"))];

/** Longer than 300 lines, with the reason. */
const longFiles: Readonly<Record<string, string>> = {};

/** Longer than 40 lines, with the reason: "file#name". */
const longFunctions: Readonly<Record<string, string>> = {};

describe("budgets", () => {
  it("keeps files to 300 lines", () => {
    const long = code.filter((file) => file.text.split("\n").length > 301 && longFiles[file.path] === undefined);
    expect(long.map((file) => `${file.path}: ${file.text.split("\n").length}`)).toEqual([]);
  });

  it("keeps functions to 40 lines", () => {
    const syntax = createSyntaxService({ log: () => {} });
    try {
      const long = code
        .filter((file) => !file.path.startsWith("test/"))
        .flatMap((file) => longFunctionsOf(syntax, file.path, file.text))
        .filter((entry) => longFunctions[entry.name] === undefined);
      expect(long.map((entry) => `${entry.name}: ${entry.lines}`)).toEqual([]);
    } finally {
      syntax.close();
    }
  });

  it("has no `any` of its own", () => {
    const syntax = createSyntaxService({ log: () => {} });
    try {
      expect(code.flatMap((file) => placesOfAny(syntax, file.path, file.text))).toEqual([]);
    } finally {
      syntax.close();
    }
  });
});

function placesOfAny(syntax: SyntaxService, path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.kind === SyntaxKind.AnyKeyword) found.push(`${path}:${text.slice(0, node.pos).split("\n").length}`);
    node.forEachChild(visit);
  };
  visit(treeOf(syntax, path, text));
  return found;
}

function treeOf(syntax: SyntaxService, path: string, text: string): Node {
  const tree = syntax.parse(`/${path}`, text);
  if (tree === undefined) throw new Error(`no tree for ${path}`);
  return tree;
}

function longFunctionsOf(syntax: SyntaxService, path: string, text: string): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  const visit = (node: Node): void => {
    if (isFunctionLikeDeclaration(node) && node.body !== undefined) {
      const lines = text.slice(node.getStart(), node.end).split("\n").length;
      if (lines > 40) found.push({ name: `${path}#${nameOf(node, text)}`, lines });
    }
    node.forEachChild(visit);
  };
  visit(treeOf(syntax, path, text));
  return found;
}

function nameOf(node: Node, text: string): string {
  const name = (node as { name?: Node }).name ?? (node.parent as { name?: Node }).name;
  return name === undefined ? "anonymous" : text.slice(name.getStart(), name.end);
}
