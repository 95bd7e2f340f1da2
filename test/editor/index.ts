// Entry of the suite inside the extension host; VS Code calls run().
import { format } from "node:util";
import type MochaType from "mocha";

/** Marks the suite's lines among those of the whole workbench. */
const mark = "[suite] ";

export async function run(): Promise<void> {
  const { default: Mocha } = (await import("mocha")) as unknown as { default: typeof MochaType };
  // The extension host's console cannot be replaced, mocha's can.
  (Mocha.reporters.Base as unknown as { consoleLog: typeof console.log }).consoleLog = (...values: unknown[]) => console.log(mark + format(...values));
  const mocha = new Mocha({ ui: "tdd", color: false, reporter: "spec", timeout: 60_000 });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./configuration.js");
  await import("./schema.js");
  await import("./transfers.js");
  await import("./views.js");
  await import("./workbench.js");
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} editor tests failed`))));
  });
}
