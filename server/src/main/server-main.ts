// What an editor's client starts: the language server and nothing else.
import { startLanguageServer } from "./start-language-server.js";

startLanguageServer({ engineWorker: new URL("./engine-worker.js", import.meta.url), manifest: new URL("../../package.json", import.meta.url) });
