// Requests behind "Add recipient" and "Create borderline.yaml", for any client; docs/protocol.md tells their use.

/** Request: recipients of transfers that no entry of borderline.yaml speaks for, most transfers first. */
export const undeclaredMethod = "borderline/undeclaredRecipients";

export interface UndeclaredParams {
  /** URI of a workspace folder. */
  readonly folder: string;
}

export interface UndeclaredEntry {
  readonly id: string;
  readonly title: string;
  readonly host?: string;
  readonly country?: string;
  /** The likeliest, to be corrected. */
  readonly purpose: string;
  readonly transfers: number;
  readonly fields: readonly string[];
}

export interface UndeclaredResult {
  readonly recipients: readonly UndeclaredEntry[];
  /** Purposes with what they mean, in the client's language. */
  readonly purposes: readonly { readonly id: string; readonly text: string }[];
}

/** Request: the text of borderline.yaml with the answers in it. Nothing is written. */
export const declareMethod = "borderline/declareRecipients";

export interface DeclareParams {
  readonly folder: string;
  /** First lines of a file that does not exist yet. */
  readonly exporter?: { readonly name?: string; readonly ciio?: "yes" | "no" | "unknown"; readonly personsExported?: { readonly ordinary?: number; readonly sensitive?: number } };
  readonly recipients: readonly {
    readonly id: string;
    readonly purpose: string;
    readonly necessary?: boolean;
    readonly individualIsParty?: boolean;
    readonly mechanism?: { readonly kind: "standard-contract" | "certification" | "security-assessment"; readonly filedOn?: string; readonly validUntil?: string };
  }[];
}

export interface DeclareResult {
  readonly uri: string;
  readonly text?: string;
  /** Why there is no text. */
  readonly problem?: string;
}
