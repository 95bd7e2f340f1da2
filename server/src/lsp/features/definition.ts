import { toLocation } from "../to-lsp.js";
import { answer } from "../handler.js";
import type { Feature } from "../session.js";
import { pathOfUri } from "../uris.js";

/** From names in borderline.yaml to the code they are about. */
export const definition: Feature = {
  register(session) {
    session.connection.onDefinition(({ textDocument, position }, token) =>
      answer(session, token, null, async (cancellation) => {
        await session.prepare();
        const path = pathOfUri(textDocument.uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        if (snapshot === undefined || !/borderline\.ya?ml$/.test(snapshot.path)) return null;
        const found = await session.engine.definitions(snapshot.path, session.documents.offsetAt(snapshot.path, position) ?? 0, cancellation);
        const places = session.places();
        return found.map((location) => toLocation(location, places));
      }),
    );
  },
  capabilities: () => ({ definitionProvider: true }),
};
