import type { CompletionList } from "vscode-languageserver";
import { toCompletionItem } from "../to-lsp.js";
import { answer } from "../handler.js";
import type { Feature } from "../session.js";
import { pathOfUri } from "../uris.js";

const nothing: CompletionList = { isIncomplete: false, items: [] };

export const completion: Feature = {
  register(session) {
    session.connection.onCompletion(({ textDocument, position }, token) =>
      answer(session, token, nothing, async (cancellation) => {
        await session.prepare();
        const path = pathOfUri(textDocument.uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        if (snapshot === undefined) return nothing;
        const entries = await session.engine.completions(snapshot.path, session.documents.offsetAt(snapshot.path, position) ?? 0, cancellation);
        return { isIncomplete: false, items: entries.map((entry) => toCompletionItem(entry, snapshot.index, session.locale)) };
      }),
    );
  },
  // "@" starts a tag, a blank its value, "-" a list item or a longer name, ":" the value of a key.
  capabilities: () => ({ completionProvider: { triggerCharacters: ["@", " ", "-", ":"] } }),
};
