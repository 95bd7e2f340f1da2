import { CodeLensRefreshRequest } from "vscode-languageserver";
import { answer } from "../handler.js";
import { refresher } from "../refresh.js";
import type { Feature } from "../session.js";
import { toCodeLens } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";

export const codeLens: Feature = {
  register(session) {
    session.connection.onCodeLens(({ textDocument: { uri } }, token) =>
      answer(session, token, [], async (cancellation) => {
        if (!session.settings.codeLens) return [];
        await session.prepare();
        const path = pathOfUri(uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        if (snapshot === undefined) return [];
        const lenses = await session.engine.lenses(snapshot.path, cancellation);
        return lenses.map((lens) => toCodeLens(lens, snapshot, session.locale, session.client.showsViews));
      }),
    );
    refresher(session, () => session.client.refreshCodeLenses, () => session.connection.sendRequest(CodeLensRefreshRequest.type));
  },
  capabilities: () => ({ codeLensProvider: {} }),
};
