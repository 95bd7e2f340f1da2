import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("docs/recipients.md is up to date", () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/recipients-page.mjs", "--check"], { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
