// Which file belongs to which program, and what imports mean: the same until files come or go, so an edit does not lay it out anew.
import { ModuleResolution } from "./module-resolution.js";
import type { ProjectPlan } from "./projects.js";

export interface ProgramLayout {
  readonly plan: ProjectPlan;
  /** Compiler's names, sorted. */
  readonly names: readonly string[];
  /** Compiler's name → configuration of its program. */
  readonly owners: ReadonlyMap<string, string>;
  readonly resolution: ModuleResolution;
}

/** Lays out a plan; a file without a compiler's name (a component without a script) is left out. */
export function programLayout(plan: ProjectPlan, compilerName: (path: string) => string | undefined, realPath: (name: string) => string): ProgramLayout {
  const owners = new Map<string, string>();
  for (const project of plan.projects) {
    for (const path of project.files) {
      const name = compilerName(path);
      if (name !== undefined) owners.set(name, project.configFile);
    }
  }
  const names = [...owners.keys()].sort();
  return { plan, names, owners, resolution: new ModuleResolution(new Set(names.flatMap((name) => [name, realPath(name)])), plan.mappings, plan.packages) };
}
