// What travels between an engine in a worker thread and its proxy. Plain data only.
import type { Engine } from "../engine.js";

/** Methods of the façade that change its state; they are carried out one after the other, in the order they were sent. */
export const mutations = ["open", "configure", "updateDocument", "closeDocument", "filesChanged"] as const;
export type Mutation = (typeof mutations)[number];

/** Methods that only ask; each starts once the changes sent before it are done. */
export type Query = "check" | "scan" | "survey" | "hover" | "fixes" | "completions" | "definitions" | "explain" | "personalFields" | "lenses";

export interface CallMessage {
  readonly id: number;
  readonly method: Mutation | Query | "close";
  readonly parameters: readonly unknown[];
  /** One Int32 that turns 1 when the call is cancelled; shared, so that synchronous work can see it. */
  readonly cancelled: SharedArrayBuffer;
}

export type AnswerMessage =
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly name: string; readonly message: string; readonly stack?: string }
  | { readonly kind: "report"; readonly id: number; readonly value: Parameters<Parameters<Engine["scan"]>[0]>[0] }
  | { readonly kind: "progress"; readonly id: number; readonly value: Parameters<Parameters<Engine["scan"]>[1]>[0] }
  | { readonly kind: "invalidated"; readonly value: Parameters<Parameters<Engine["onInvalidated"]>[0]>[0] }
  | { readonly kind: "log"; readonly line: string };
