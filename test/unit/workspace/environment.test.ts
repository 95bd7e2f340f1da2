import { describe, expect, it } from "vitest";
import { Environment, parseEnvironment } from "../../../server/src/workspace/environment.js";
import { TextStore } from "../../../server/src/workspace/texts.js";
import { memoryHost } from "../../support/memory-host.js";

function environment(files: Record<string, string>, profile = "production"): Environment {
  return new Environment(new TextStore(memoryHost(files)), Object.keys(files), profile);
}

describe("environment", () => {
  it("reads quotes, comments, export and references", () => {
    const read = parseEnvironment('export A="x # y"\nB=plain # note\n# C=1\nHOST=api.example.com\nURL=https://${HOST}/v1\r\nEMPTY=\n');
    expect([...read].map(([name, { value }]) => [name, value])).toEqual([["A", "x # y"], ["B", "plain"], ["HOST", "api.example.com"], ["URL", "https://api.example.com/v1"], ["EMPTY", ""]]);
  });

  it("prefers the profile's file and the nearer folder", () => {
    const files = { "/w/.env": "HOST=dev.cn", "/w/.env.production": "HOST=prod.com", "/w/apps/web/.env": "HOST=web.com" };
    expect(environment(files).lookup("HOST", "/w/src/a.ts")?.value).toBe("prod.com");
    expect(environment(files).lookup("HOST", "/w/apps/web/src/a.ts")?.value).toBe("web.com");
    expect(environment(files, "staging").lookup("HOST", "/w/src/a.ts")?.value).toBe("dev.cn");
  });

  it("marks templates as hints, and takes another folder's value only when it is the only one", () => {
    expect(environment({ "/w/.env.example": "HOST=a.com" }).lookup("HOST", "/w/a.ts")).toMatchObject({ value: "a.com", certain: false });
    expect(environment({ "/w/x/.env": "HOST=a.com" }).lookup("HOST", "/w/y/a.ts")?.value).toBe("a.com");
    expect(environment({ "/w/x/.env": "HOST=a.com", "/w/z/.env": "HOST=b.com" }).lookup("HOST", "/w/y/a.ts")).toBeUndefined();
  });
});
