import { localized, type Locale } from "../base/localized.js";
import type { ScanProgress } from "../workspace/engine.js";

const phases = {
  listing: localized("listing files", "列出文件"),
  schemas: localized("reading schemas", "读取数据结构"),
  program: localized("opening the program", "打开程序"),
  flows: localized("following data", "追踪数据流"),
};

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that redraws itself on a terminal; silent elsewhere. Drawn at most every 50 ms, so it costs nothing on short work. */
export class ProgressLine {
  readonly #stream: ProgressStream;
  readonly #locale: Locale;
  readonly #now: () => number;
  #last = 0;
  #shown = false;

  constructor(stream: ProgressStream, locale: Locale, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#locale = locale;
    this.#now = now;
    this.#last = now();
  }

  update(progress: ScanProgress): void {
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (now - this.#last < 50) return;
    this.#last = now;
    this.#shown = true;
    const width = 24;
    const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
    const filled = Math.round(share * width);
    const count = progress.total > 0 ? ` ${progress.done}/${progress.total}` : "";
    this.#stream.write(`\r\u001B[2K[${"█".repeat(filled)}${"░".repeat(width - filled)}] ${phases[progress.phase][this.#locale]}${count}`);
  }

  done(): void {
    if (this.#shown) this.#stream.write("\r\u001B[2K");
    this.#shown = false;
  }
}
