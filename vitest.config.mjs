import { defineConfig } from "vitest/config";
import { catalogForVite } from "./scripts/catalog-plugin.mjs";

export default defineConfig({
  plugins: [catalogForVite],
  test: {
    include: ["test/{unit,protocol,cli,tidy,fuzz}/**/*.test.ts"],
    globalSetup: ["test/protocol/built-server.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
