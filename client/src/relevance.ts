import type * as vscode from "vscode";

/** Languages that always concern us. */
export const codeLanguages = ["prisma", "typescript", "typescriptreact", "javascript", "javascriptreact", "vue"] as const;

/** Languages of which only some documents do. */
export const dataLanguages = ["yaml", "json", "jsonc"] as const;

const marks = /(?:^|[\s"'{,])(?:openapi|swagger|\$schema|x-personal-data|x-data-classification)["']?\s*:/;

/** How much of a YAML or JSON text is looked at; the marks stand at its beginning. */
const lookedAt = 100;

/** Whether a document is worth a server: cheap, and wrong only in being too willing. */
export function isRelevant(document: Pick<vscode.TextDocument, "languageId" | "fileName" | "lineCount" | "lineAt"> & { readonly uri: { readonly scheme: string } }): boolean {
  if (document.uri.scheme !== "file") return false;
  if ((codeLanguages as readonly string[]).includes(document.languageId)) return true;
  if (/[\\/]borderline\.ya?ml$|\.zmodel$/.test(document.fileName)) return true;
  if (!(dataLanguages as readonly string[]).includes(document.languageId)) return false;
  for (let line = 0; line < Math.min(document.lineCount, lookedAt); line++) {
    if (marks.test(document.lineAt(line).text.slice(0, 500))) return true;
  }
  return false;
}
