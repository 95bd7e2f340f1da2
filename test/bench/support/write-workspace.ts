// A generated workspace on the disk, its packages linked as `npm install` would.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateWorkspace, type GeneratedWorkspace, type WorkspaceShape } from "../generator/workspace.js";

export function writeWorkspace(folder: string, shape: WorkspaceShape): GeneratedWorkspace {
  const made = generateWorkspace(shape);
  const folders = new Set<string>();
  for (const [path, text] of made.files) {
    const full = join(folder, path);
    const parent = dirname(full);
    if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
    folders.add(parent);
    writeFileSync(full, text);
  }
  mkdirSync(join(folder, "node_modules/@acme"), { recursive: true });
  for (const name of made.packages) symlinkSync(`../../packages/${name}`, join(folder, "node_modules/@acme", name), "dir");
  writeFileSync(join(folder, "expected.json"), `${JSON.stringify(made.expected, undefined, 1)}\n`);
  return made;
}
