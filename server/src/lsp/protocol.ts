// What server and client say to each other beyond the protocol. The client imports this file for its types and constants only.

/** Section of the editor's settings. */
export const settingsSection = "borderline";

/** Home of the project; rule pages and links start here. */
export const repositoryUrl = "https://github.com/borderline-dev/borderline";

/** Sent by the client in `initialize`. */
export interface InitializationOptions {
  /** The client asks for a reason itself before it applies a fix that needs one (command `borderline.fixWithReason`). */
  readonly asksForReasons?: boolean;
  /** false: the client shows scan results as they are published and does not want to pull the whole workspace. */
  readonly workspaceDiagnostics?: boolean;
  /** The client understands `borderline/status`. */
  readonly showsStatus?: boolean;
  /** The client has the commands of `lensCommands`. */
  readonly showsViews?: boolean;
  /** Settings, for clients that cannot answer `workspace/configuration`. */
  readonly settings?: unknown;
}

/** Stands in the edits of such a fix where the reason goes. */
export const reasonStandIn = "reason-to-be-given";

/** Client command that asks for a reason and applies the edit with it: arguments are one `ReasonedFix`. */
export const fixWithReasonCommand = "borderline.fixWithReason";

export interface ReasonedFix {
  readonly title: string;
  /** Workspace edit of the protocol whose new texts hold `reasonStandIn`. */
  readonly edit: { readonly changes: Readonly<Record<string, readonly { readonly range: unknown; readonly newText: string }[]>> };
}

/** Commands the server carries out for any client (`workspace/executeCommand`). */
export const serverCommands = { scan: "borderline.server.scan", explain: "borderline.server.explain" } as const;

/** Request: checks every file of the workspace; results are published and stay. */
export const scanMethod = "borderline/scan";

export interface ScanParams {
  readonly workDoneToken?: string | number;
}

export interface ScanResult {
  readonly filesRead: number;
  readonly personalFields: number;
  readonly sensitiveFields: number;
  readonly flows: number;
  readonly limits: number;
  readonly milliseconds: number;
  /** The same as one sentence in the client's language. */
  readonly text: string;
}

/** Request: why this line is, or is not, a finding. */
export const explainMethod = "borderline/explain";

export interface ExplainParams {
  readonly textDocument: { readonly uri: string };
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ExplainResult {
  /** Markdown in the client's language; empty when there is nothing to say. */
  readonly markdown: string;
}

/** Notification: what the status item shows. */
export const statusMethod = "borderline/status";

export interface StatusParams {
  readonly state: "ready" | "checking" | "scanning" | "paused";
  /** schemas: single documents only; flows: data is followed through the program. */
  readonly depth: "schemas" | "flows";
  /** What the counts cover. */
  readonly coverage: "open-files" | "workspace";
  /** false after changes that a workspace scan has not seen yet. */
  readonly fresh: boolean;
  readonly personalFields: number;
  readonly sensitiveFields: number;
  readonly transfers: number;
  readonly limits: number;
}
