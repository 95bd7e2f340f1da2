// Register, data map and the list of transfers: one survey of the workspace behind all, kept until something changes.
import type { ReportInput } from "../../report/report.js";
import { dataMapParts, dataMapReport } from "../../report/data-map-html.js";
import { dataMap } from "../../report/data-map.js";
import { registerParts } from "../../report/register-html.js";
import { registerReport } from "../../report/register-formats.js";
import { transferRegister, type RegisterInput } from "../../report/register.js";
import { listTransfers } from "../../report/transfer-list.js";
import { dirname, isInside } from "../../base/paths.js";
import type { Survey } from "../../workspace/engine.js";
import type { CancellationSource } from "../../workspace/remote/cancellation.js";
import { answer } from "../handler.js";
import type { Feature, Session } from "../session.js";
import { toTransfers } from "../to-lsp.js";
import {
  pageMethod, registerMethod, surveyChangedMethod, transfersMethod, type PageParams, type PageResult, type RegisterParams, type RegisterResult, type TransfersResult,
} from "../views-protocol.js";

/** Changes come in bursts; one message tells of all. */
const quietMilliseconds = 600;

/** While paused. */
const nothing: Survey = {
  reports: [], fields: [], summary: { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 0 },
};

/** Answers requests that are about the whole workspace. */
export const survey: Feature = {
  register(session) {
    const keeper = new Surveys(session);
    const { connection } = session;
    connection.onRequest(transfersMethod, (_params: unknown, token) =>
      answer<TransfersResult>(session, token, { transfers: [], fields: [] }, async (cancellation) => {
        const { reports, fields } = await keeper.current(cancellation);
        return toTransfers(listTransfers(reports), fields, session.places(), session.locale);
      }),
    );
    connection.onRequest(pageMethod, ({ page }: PageParams, token) =>
      answer<PageResult | null>(session, token, null, async (cancellation) => pageOf(page, reportInput(session, await keeper.current(cancellation)))),
    );
    connection.onRequest(registerMethod, ({ format }: RegisterParams, token) =>
      answer<RegisterResult | null>(session, token, null, async (cancellation) => {
        const input = reportInput(session, await keeper.current(cancellation));
        return { text: format === "map" ? dataMapReport(input) : registerReport(input, format) };
      }),
    );
  },
};

/** The last survey, while it holds. A client that got one is told when it no longer does. */
class Surveys {
  #current: Survey | undefined;
  #generation = 0;
  #isKnownToClient = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly session: Session) {
    session.onDocument((_path, what) => {
      if (what === "changed") this.#changed();
    });
    session.onInvalidated(() => this.#changed());
    session.onFiles(() => this.#changed());
    session.onSettings(() => this.#changed());
  }

  async current(token: CancellationSource): Promise<Survey> {
    await this.session.prepare();
    const generation = this.#generation;
    const found = this.session.settings.engine.enabled === false ? nothing : this.#current ?? (await this.session.engine.survey(() => {}, token));
    if (generation === this.#generation) this.#current = found;
    this.#isKnownToClient = true;
    return found;
  }

  #changed(): void {
    this.#generation++;
    this.#current = undefined;
    if (!this.#isKnownToClient) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isKnownToClient = false;
      this.session.inBackground(this.session.connection.sendNotification(surveyChangedMethod));
    }, this.session.options.idleMilliseconds === 0 ? 0 : quietMilliseconds);
  }
}

function pageOf(page: PageParams["page"], input: RegisterInput): PageResult {
  // Panels follow data-file and data-line; the address itself leads nowhere.
  const hrefOf = (): string => "#";
  if (page === "map") return dataMapParts(dataMap(input), { locale: input.locale, hrefOf });
  return registerParts(transferRegister(input), input.locale, { folder: input.folder, hrefOf });
}

function reportInput(session: Session, { reports, summary }: Survey): RegisterInput {
  const places = session.places();
  const input: ReportInput = { folder: commonFolder(session.folders), locale: session.locale, reports, summary, rules: [], version: "", lineIndex: (file) => places.index(file) };
  return { ...input, ...(summary.exporter === undefined ? {} : { exporter: summary.exporter }) };
}

/** The innermost folder that holds all. */
function commonFolder(folders: readonly string[]): string {
  let [common = "/"] = folders;
  while (common !== dirname(common) && !folders.every((folder) => isInside(common, folder))) common = dirname(common);
  return common;
}
