import type { CancellationSource } from "../../workspace/remote/cancellation.js";
import { fromRange } from "../from-lsp.js";
import { answer } from "../handler.js";
import { explainMethod, type ExplainParams, type ExplainResult } from "../protocol.js";
import type { Feature, Session } from "../session.js";
import { toExplanation } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";

const nothing: ExplainResult = { markdown: "" };

export const explain: Feature = {
  register(session) {
    session.connection.onRequest(explainMethod, (params: ExplainParams, token) =>
      answer(session, token, nothing, (cancellation) => explainAt(session, params, cancellation)),
    );
  },
};

export async function explainAt(session: Session, { textDocument, range }: ExplainParams, token: CancellationSource): Promise<ExplainResult> {
  await session.prepare();
  const path = pathOfUri(textDocument.uri);
  const textRange = path === undefined ? undefined : fromRange(session.documents, path, range);
  if (path === undefined || textRange === undefined) return nothing;
  return { markdown: toExplanation(await session.engine.explain(path, textRange, token), session.locale) };
}
