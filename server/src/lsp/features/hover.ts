import { toHover } from "../to-lsp.js";
import { answer } from "../handler.js";
import type { Feature } from "../session.js";
import { pathOfUri } from "../uris.js";

export const hover: Feature = {
  register(session) {
    session.connection.onHover(({ textDocument, position }, token) =>
      answer(session, token, null, async (cancellation) => {
        await session.prepare();
        const path = pathOfUri(textDocument.uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        if (snapshot === undefined) return null;
        const content = await session.engine.hover(snapshot.path, session.documents.offsetAt(snapshot.path, position) ?? 0, cancellation);
        return content === undefined ? null : toHover(content, snapshot.index, session.locale);
      }),
    );
  },
  capabilities: () => ({ hoverProvider: true }),
};
