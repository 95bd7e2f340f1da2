// Which versions of a package the shapes in sdks/ were checked with.
import compiled from "./data/sdk-versions.yaml";
import { packageName } from "./package-name.js";
import { DataReader } from "./reader.js";
import { modelsForPackage } from "./sdks.js";

export interface CheckedVersions {
  /** ">=3 <6"; absent when the shape is the same in every version (fetch, console) or nothing was checked. */
  readonly range?: string;
  /** Version whose published typings the examples were compiled against. */
  readonly compiledWith?: string;
  readonly checked: "typings" | "docs" | "memory";
}

/** What was checked for a package; undefined for packages without a model. */
export function checkedVersions(specifier: string): CheckedVersions | undefined {
  const [model] = modelsForPackage(specifier);
  if (!model) return undefined;
  const compiledWith = versions().get(packageName(specifier));
  const range = model.versions !== undefined && model.versions !== "*" ? model.versions : compiledWith === undefined ? undefined : sameMajor(compiledWith);
  return { range, compiledWith, checked: model.checked };
}

/** The range when the installed version lies outside of it: the shapes may have changed. */
export function outsideCheckedRange(specifier: string, installed: string): string | undefined {
  const range = checkedVersions(specifier)?.range;
  return range !== undefined && !satisfies(installed, range) ? range : undefined;
}

/** Packages and versions of the compile check. */
export function compiledVersions(): ReadonlyMap<string, string> {
  return versions();
}

let built: ReadonlyMap<string, string> | undefined;

function versions(): ReadonlyMap<string, string> {
  built ??= new Map(new DataReader("sdk-versions.yaml", compiled, []).entries().map(([name, item]) => [name, item.strings()[0] ?? ""]));
  return built;
}

function sameMajor(version: string): string {
  const [major = 0, minor = 0] = numbers(version);
  return major > 0 ? `>=${major} <${major + 1}` : `>=0.${minor} <0.${minor + 1}`;
}

/** Ranges of the catalog are lower and upper bounds only: ">=4 <7", ">=12". */
function satisfies(version: string, range: string): boolean {
  return range.split(" ").every((bound) => {
    const [, operator, limit = ""] = /^(>=|<)(.+)$/.exec(bound) ?? [];
    const order = compare(numbers(version), numbers(limit));
    return operator === "<" ? order < 0 : order >= 0;
  });
}

function numbers(version: string): number[] {
  return version.replace(/^[^\d]*/, "").split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < 3; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
