// Uploaded files: a person's by default, goods and pages of the site where the code around says so.
import { rootOf, type Frame, type SymbolicValue } from "../domain/symbols.js";
import { constantOf } from "../domain/values.js";
import type { Entry } from "./entries.js";

/** The bytes of an uploaded file. */
export function isUploadedFile(names: readonly string[]): boolean {
  return /^(?:buffer|stream|arrayBuffer|data|tempFilePath|filepath|content)$/i.test(names.at(-1) ?? "") && /(?:^|[a-z])(?:file|upload|image|avatar|attachment|photo|picture)s?$/i.test(names.at(-2) ?? "");
}

const bytes = /^(?:arrayBuffer|blob|bytes|stream)(?:\(\))?$/;
const fileField = /(?:^|[a-z_-])(?:file|upload|image|avatar|attachment|photo|picture|document)s?$/i;

/** `await request.arrayBuffer()`, `form.get("file")` and its bytes: a file that came with a web request. */
export function isRequestFile(symbol: SymbolicValue, entry: Entry): boolean {
  if (entry.meaning.id === "files") return true;
  if (entry.meaning.id !== "form") return false;
  if (bytes.test(entry.rest.at(-1) ?? "")) return true;
  const read = rootOf(symbol), [key] = read.call?.arguments ?? [];
  const field = read.kind === "result" && /^(?:get|getAll)$/.test(read.name) && key !== undefined ? constantOf(key)?.value : undefined;
  return typeof field === "string" && fileField.test(field);
}

const siteWords = new Set(["cms", "product", "products", "goods", "sku", "catalog", "catalogue", "category", "categories", "brand", "brands", "banner", "banners", "carousel", "slider", "swiper", "theme", "themes", "logo", "merchandise"]);
const personWords = new Set(["user", "users", "avatar", "profile", "member", "members", "customer", "customers", "account", "kyc", "patient", "chat", "message", "messages", "review", "reviews", "comment", "comments", "resume", "candidate", "applicant", "employee", "student"]);
/** Folders above these say more of the repository than of the code. */
const nearFolders = 5;

/** Whether the files that handle an upload are about goods or the site's own pages, and nothing in their names is about people. */
export function isSiteContent(symbol: SymbolicValue): boolean {
  const words = new Set([...filesAround(symbol)].flatMap(wordsOf));
  return [...words].some((word) => siteWords.has(word)) && ![...words].some((word) => personWords.has(word));
}

function filesAround(symbol: SymbolicValue): ReadonlySet<string> {
  const files = new Set<string>();
  for (let current: SymbolicValue | undefined = symbol, hops = 0; current !== undefined && hops < 16; current = current.parent, hops++) {
    if (current.node !== undefined) files.add(current.node.getSourceFile().fileName);
  }
  for (let frame: Frame | undefined = symbol.frame; frame !== undefined && frame.depth > 0; frame = frame.parent) files.add(frame.code.getSourceFile().fileName);
  return files;
}

function wordsOf(file: string): readonly string[] {
  return file.replace(/\.\w+$/, "").split("/").slice(-nearFolders).flatMap((part) => part.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/));
}
