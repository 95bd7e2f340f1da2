// Requests behind the editor's views, for any client; docs/protocol.md tells their use. The client imports types and constants only.
import type { ProtocolPosition } from "./protocol.js";

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

export interface ProtocolLocation {
  readonly uri: string;
  readonly range: ProtocolRange;
}

/** Request without parameters: every transfer and every personal field of the workspace, texts in the client's language. */
export const transfersMethod = "borderline/transfers";

/** One step on the way of a field, from the place where code takes it to the call that sends it. */
export interface TransferHop extends ProtocolLocation {
  readonly text: string;
}

export interface TransferField {
  /** Owner of the field, where it is known. */
  readonly model?: string;
  readonly name: string;
  readonly level: "general" | "sensitive";
  readonly category: string;
  /** Where the schema declares it, else where code takes it. */
  readonly location: ProtocolLocation;
  readonly hops: readonly TransferHop[];
}

export interface TransferEntry {
  /** Fingerprint of the finding. */
  readonly id: string;
  readonly recipient: { readonly id: string; readonly name: string; readonly host?: string };
  readonly country: { readonly code: string; readonly name: string };
  readonly route: string;
  readonly summary: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly callee: string;
  readonly location: ProtocolLocation;
  readonly fields: readonly TransferField[];
}

/** A declared personal field, whether or not it travels. */
export interface FieldEntry {
  readonly model: string;
  readonly name: string;
  readonly level: "general" | "sensitive";
  readonly category: string;
  readonly location: ProtocolLocation;
}

export interface TransfersResult {
  readonly transfers: readonly TransferEntry[];
  readonly fields: readonly FieldEntry[];
}

/** Request: declared personal fields of one open document. */
export const personalFieldsMethod = "borderline/personalFields";

export interface PersonalFieldsParams {
  readonly textDocument: { readonly uri: string };
}

export interface PersonalFieldsResult {
  /** Version of the document the ranges are about. */
  readonly version?: number;
  readonly fields: readonly { readonly range: ProtocolRange; readonly level: "general" | "sensitive"; readonly category: string }[];
}

/** Client commands behind code lenses, for clients with `showsViews`: the view of transfers at a model, the path of the data at a range. */
export const lensCommands = { model: "borderline.showTransfers", function: "borderline.showTrace" } as const;

/** Notification: answers to `borderline/transfers`, `borderline/page` and `borderline/register` given so far are out of date. */
export const surveyChangedMethod = "borderline/surveyChanged";

/** Request: the transfer register or the data map as parts of a page for a panel of the editor. */
export const pageMethod = "borderline/page";

export interface PageParams {
  readonly page: "register" | "map";
}

export interface PageResult {
  readonly language: string;
  readonly title: string;
  readonly style: string;
  /** Markup without scripts; places in code are links with data-file and data-line. */
  readonly body: string;
}

/** Request: the transfer register or the data map as the text of a file, as the command line writes it. */
export const registerMethod = "borderline/register";

export interface RegisterParams {
  readonly format: "html" | "md" | "csv" | "json" | "map";
}

export interface RegisterResult {
  readonly text: string;
}
