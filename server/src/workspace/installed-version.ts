// The version of a library that the workspace has installed, against the versions its model was checked with.
import { outsideCheckedRange } from "../catalog/sdk-versions.js";
import { modelsForPackage, packageName, sdkById } from "../catalog/sdks.js";
import { type Localized, localized } from "../base/localized.js";
import { dirname, isInside } from "../base/paths.js";
import type { Flow } from "../model/flow.js";

/** Said where the installed version lies outside the checked range: calls may have changed their shape. */
export function versionNote({ sink }: Flow, folder: string, read: (path: string) => string | undefined): Localized | undefined {
  for (const name of packagesOf(sink.model, read(sink.call.file) ?? "")) {
    const installed = installedVersion(name, sink.call.file, folder, read);
    const range = installed === undefined ? undefined : outsideCheckedRange(name, installed);
    if (installed !== undefined && range !== undefined) {
      return localized(`${name} ${installed} is installed; this call was checked with ${range}, and its shape may differ.`, `已安装 ${name} ${installed}；该调用按 ${range} 核对，形式可能不同。`);
    }
  }
  return undefined;
}

/** Packages of the model, those the file imports first; a pattern (`@aws-sdk/client-*`) only as the file spells it out. */
function packagesOf(model: string, text: string): readonly string[] {
  const imported = [...text.matchAll(/(?:from|import|require\()\s*\(?["']([^"'\n.][^"'\n]*)["']/g)].map(([, specifier = ""]) => packageName(specifier));
  const own = imported.filter((name) => modelsForPackage(name).some(({ id }) => id === model));
  return [...new Set([...own, ...(sdkById(model)?.packages ?? []).filter((name) => !name.includes("*"))])];
}

/** Nearest `node_modules` upwards, never above the folder. */
function installedVersion(name: string, from: string, folder: string, read: (path: string) => string | undefined): string | undefined {
  for (let at = dirname(from); isInside(folder, at); at = dirname(at)) {
    const version = /"version"\s*:\s*"([^"]+)"/.exec(read(`${at}/node_modules/${name}/package.json`) ?? "")?.[1];
    if (version !== undefined || at === folder) return version;
  }
  return undefined;
}
