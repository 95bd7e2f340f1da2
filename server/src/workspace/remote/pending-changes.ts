import type { Engine, EngineSettings, OpenDocument } from "../engine.js";

/** Changes an engine has not been told yet, in order. Of one document only the last text is kept. */
export class PendingChanges {
  #changes: { readonly key: string; readonly send: (engine: Pick<Engine, Told>) => Promise<void> }[] = [];

  open(folders: readonly string[], settings: EngineSettings): void {
    this.#add("open", (engine) => engine.open(folders, settings));
  }

  configure(settings: EngineSettings): void {
    this.#add("configure", (engine) => engine.configure(settings));
  }

  update(document: OpenDocument): void {
    this.#add(`document ${document.path}`, (engine) => engine.updateDocument(document));
  }

  close(path: string): void {
    this.#add(`document ${path}`, (engine) => engine.closeDocument(path));
  }

  files(paths: readonly string[]): void {
    this.#changes.push({ key: "", send: (engine) => engine.filesChanged(paths) });
  }

  /** Tells them all; an engine behind a port carries them out before what is asked next. */
  async send(engine: Pick<Engine, Told>): Promise<void> {
    const changes = this.#changes;
    this.#changes = [];
    await Promise.all(changes.map((change) => change.send(engine)));
  }

  #add(key: string, send: (engine: Pick<Engine, Told>) => Promise<void>): void {
    this.#changes = [...this.#changes.filter((change) => change.key !== key), { key, send }];
  }
}

type Told = "open" | "configure" | "updateDocument" | "closeDocument" | "filesChanged";
