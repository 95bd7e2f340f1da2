import { nestedTooDeeplyAt } from "../compiler/nesting.js";

/** What the compiler may be shown: a text that would keep it for minutes is empty to it, and the file has a problem that says so. Each text is looked through once. */
export class ReadableTexts {
  readonly #known = new Map<string, { readonly text: string; readonly isReadable: boolean }>();

  of(path: string, text: string | null): string | null {
    if (text === null) return null;
    let known = this.#known.get(path);
    if (known?.text !== text) this.#known.set(path, (known = { text, isReadable: nestedTooDeeplyAt(text, path) === undefined }));
    return known.isReadable ? text : "";
  }
}
