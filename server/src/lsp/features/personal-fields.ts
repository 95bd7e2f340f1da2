import { answer } from "../handler.js";
import type { Feature } from "../session.js";
import { toPersonalFields } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";
import { personalFieldsMethod, type PersonalFieldsParams, type PersonalFieldsResult } from "../views-protocol.js";

const nothing: PersonalFieldsResult = { fields: [] };

/** Declared personal fields of one document, for decorations. */
export const personalFields: Feature = {
  register(session) {
    session.connection.onRequest(personalFieldsMethod, ({ textDocument: { uri } }: PersonalFieldsParams, token) =>
      answer<PersonalFieldsResult>(session, token, nothing, async (cancellation) => {
        await session.prepare();
        const path = pathOfUri(uri);
        const snapshot = path === undefined ? undefined : session.documents.snapshot(path);
        if (snapshot === undefined || session.settings.engine.enabled === false) return nothing;
        return toPersonalFields(await session.engine.personalFields(snapshot.path, cancellation), snapshot, session.locale);
      }),
    );
  },
};
