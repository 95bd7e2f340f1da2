// What the client's status item shows: counts, depth, freshness.
import type { FileReport } from "../../workspace/engine.js";
import { statusMethod, type StatusParams } from "../protocol.js";
import type { Feature, Session } from "../session.js";

interface Counts {
  readonly personalFields: number;
  readonly sensitiveFields: number;
  readonly transfers: number;
  readonly limits: number;
}

type State = Pick<StatusParams, "state" | "coverage" | "fresh">;

/** Adds up what is known about the files seen so far and tells the client when that changes. */
export class Status {
  readonly #counts = new Map<string, Counts>();
  #state: State = { state: "ready", coverage: "open-files", fresh: true };
  #following = false;
  #session: Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last = "";

  readonly feature: Feature = {
    register: (session) => {
      this.#session = session;
      session.onChecked(({ report }) => this.record(report));
      session.onSettings(() => this.update({}));
      session.engine.onBusy?.((busy) => {
        this.#following = busy;
        this.update({});
      });
    },
    start: async () => this.update({}),
  };

  record(report: FileReport): void {
    this.#counts.set(report.path, countsOf(report));
    this.update({});
  }

  forget(path: string): void {
    this.#counts.delete(path);
    this.update({});
  }

  update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    // Many reports come at once; one message tells their sum.
    this.#timer ??= setTimeout(() => this.#send(), 30);
  }

  #send(): void {
    this.#timer = undefined;
    const session = this.#session;
    if (session === undefined || !session.client.showsStatus) return;
    const { enabled, flows } = session.settings.engine;
    const state = enabled === false ? "paused" : this.#following && this.#state.state === "ready" ? "checking" : this.#state.state;
    const params: StatusParams = { ...this.#state, state, depth: flows === false ? "schemas" : "flows", ...this.#sum() };
    const text = JSON.stringify(params);
    if (text === this.#last) return;
    this.#last = text;
    session.inBackground(session.connection.sendNotification(statusMethod, params));
  }

  #sum(): Counts {
    const sum = { personalFields: 0, sensitiveFields: 0, transfers: 0, limits: 0 };
    for (const counts of this.#counts.values()) {
      for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    }
    return sum;
  }
}

function countsOf(report: FileReport): Counts {
  const fields = report.findings.flatMap(({ data }) => (data.kind === "field" ? [data.classification.level] : []));
  return {
    personalFields: fields.filter((level) => level !== "none").length,
    sensitiveFields: fields.filter((level) => level === "sensitive").length,
    transfers: report.findings.filter(({ data }) => data.kind === "flow" && data.flow.sink.kind !== "log" && data.flow.endpoint.jurisdiction.outsideMainland === true).length,
    limits: report.limits.length,
  };
}
