import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/sources.js";

const pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "examples/shop/README.md", ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md")).map((file) => `docs/${file.replaceAll("\\", "/")}`)];

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("links to files that exist", () => {
    const links = [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "").matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target ?? "");
    expect(links.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });

  it("shows no picture without words for those who do not see it", () => {
    expect([...text.matchAll(/!\[\s*\]\(/g)]).toEqual([]);
  });
});

it("every page of docs is in its index", () => {
  const index = readFileSync(join(root, "docs/README.md"), "utf8");
  const missing = pages.filter((page) => /^docs\/(?!README)[\w-]+\.md$/.test(page)).filter((page) => !index.includes(`](${page.slice(5)})`));
  expect(missing).toEqual([]);
});
