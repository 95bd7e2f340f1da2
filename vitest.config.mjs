import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { catalogForVite } from "./scripts/catalog-plugin.mjs";

export default defineConfig({
  plugins: [catalogForVite],
  test: {
    include: ["test/{unit,protocol,cli,tidy,fuzz}/**/*.test.ts"],
    globalSetup: ["test/protocol/built-server.ts"],
    // What the built server keeps for its next start belongs into the checkout, not to whoever runs the tests.
    env: { XDG_CACHE_HOME: fileURLToPath(new URL("out/test-cache", import.meta.url)) },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
