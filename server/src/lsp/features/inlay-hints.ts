import { answer } from "../handler.js";
import { fromRange } from "../from-lsp.js";
import { overlaps } from "../../base/range.js";
import { refresher } from "../refresh.js";
import type { Feature } from "../session.js";
import { toInlayHint } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";

export const inlayHints: Feature = {
  register(session) {
    session.connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
      answer(session, token, [], async (cancellation) => {
        if (!session.settings.inlayHints || session.settings.engine.enabled === false) return [];
        await session.prepare();
        const path = pathOfUri(uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        const asked = path === undefined ? undefined : fromRange(session.documents, path, range);
        if (snapshot === undefined || asked === undefined) return [];
        const fields = await session.engine.personalFields(snapshot.path, cancellation);
        return fields.filter((field) => overlaps(field.range, asked)).map((field) => toInlayHint(field, snapshot.index, session.locale));
      }),
    );
    refresher(session, () => session.client.refreshInlayHints, () => session.connection.languages.inlayHint.refresh());
  },
  capabilities: () => ({ inlayHintProvider: true }),
};
