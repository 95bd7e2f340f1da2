/** Paths inside the engine are absolute with forward slashes; on Windows they start with an upper-case drive letter or `//server`. */
export function normalisePath(path: string): string {
  let result = path.replace(/\\/g, "/");
  if (/^[a-z]:/.test(result)) result = result.charAt(0).toUpperCase() + result.slice(1);
  if (result.length > 1 && result.endsWith("/") && !/^[A-Z]:\/$/.test(result)) result = result.slice(0, -1);
  return result;
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Extension with its dot, lower case: ".ts"; empty where there is none. */
export function extension(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** On Windows, told by the shape of the path, upper and lower case are the same. */
export function isInside(folder: string, path: string): boolean {
  const below = folder.endsWith("/") ? folder : `${folder}/`;
  if (path === folder || path.startsWith(below)) return true;
  return isWindowsPath(folder) && (path.length === folder.length ? equalFold(path, folder) : equalFold(path.slice(0, below.length), below));
}

function isWindowsPath(path: string): boolean {
  return path.charCodeAt(1) === 58 || path.startsWith("//");
}

/** As long as they differ in case alone, texts have the same length, so that they can be cut at the same place. */
function equalFold(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** Path relative to a folder that holds it; the path itself otherwise. */
export function relativeTo(folder: string, path: string): string {
  if (!isInside(folder, path)) return path;
  return path.slice(folder.endsWith("/") ? folder.length : folder.length + 1);
}

/** Joins and resolves `.` and `..` without touching a disk. */
export function joinPath(folder: string, relative: string): string {
  if (relative.startsWith("/") || /^[A-Za-z]:\//.test(relative)) return relative;
  const parts = folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/") || "/";
}
