// Guided declaration of recipients: what is not declared yet, and borderline.yaml with a person's answers.
import { localized } from "../../base/localized.js";
import { isInside } from "../../base/paths.js";
import { decodeText } from "../../base/decode.js";
import { undeclaredRecipients, withDeclarations } from "../../report/declarations.js";
import { purposeOf, purposes } from "../../configuration/index.js";
import { answer } from "../handler.js";
import { declareMethod, undeclaredMethod, type DeclareParams, type DeclareResult, type UndeclaredParams, type UndeclaredResult } from "../declare-protocol.js";
import type { Feature, Session } from "../session.js";
import { pathOfUri, uriOfPath } from "../uris.js";
import type { CancellationSource } from "../../workspace/remote/cancellation.js";

export const declare: Feature = {
  register(session) {
    const { connection } = session;
    connection.onRequest(undeclaredMethod, ({ folder }: UndeclaredParams, token) =>
      answer<UndeclaredResult>(session, token, { recipients: [], purposes: [] }, async (cancellation) => ({
        recipients: (await drafts(session, folder, cancellation)).map(({ id, title, hosts, country, purpose, fields, transfers }) => ({
          id, title, purpose, fields, transfers, ...(hosts[0] === undefined ? {} : { host: hosts[0] }), ...(country === undefined ? {} : { country }),
        })),
        purposes: Object.entries(purposes).map(([id, text]) => ({ id: id.replaceAll("_", "-"), text: text[session.locale] })),
      })),
    );
    connection.onRequest(declareMethod, (params: DeclareParams, token) =>
      answer<DeclareResult | null>(session, token, null, (cancellation) => declared(session, params, cancellation)),
    );
  },
};

async function declared(session: Session, { folder, exporter, recipients }: DeclareParams, token: CancellationSource): Promise<DeclareResult | null> {
  const path = pathOfUri(folder);
  if (path === undefined) return null;
  const file = `${path.replace(/\/$/, "")}/borderline.yaml`;
  const bytes = session.options.readFile(file);
  const text = session.documents.snapshot(file)?.text ?? (bytes === undefined ? undefined : decodeText(bytes).text);
  const known = recipients.filter(({ purpose }) => purposeOf(purpose) !== undefined);
  const result = withDeclarations(text, await drafts(session, folder, token), known, exporter ?? {}, session.locale);
  if (result === undefined) return { uri: uriOfPath(file), problem: unreadable[session.locale] };
  return { uri: uriOfPath(file), text: result };
}

async function drafts(session: Session, folder: string, token: CancellationSource) {
  await session.prepare();
  const path = pathOfUri(folder);
  const { reports } = await session.engine.survey(() => {}, token);
  return undeclaredRecipients(reports.filter((report) => path === undefined || isInside(path, report.path)));
}

const unreadable = localized("borderline.yaml is broken; put it right first.", "borderline.yaml 有误，请先修正。");
