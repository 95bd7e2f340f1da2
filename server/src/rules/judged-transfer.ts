import { readTags } from "../annotations/index.js";
import { transferOf } from "../law/transfer.js";
import type { TransferPurpose } from "../model/config.js";
import type { CodeLocation, Flow } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import type { FlowContext } from "./rule.js";

/** The legal answer for a flow, with the purpose stated at the call where one is (`// @transfer contract`). */
export function judgedTransfer(flow: Flow, { config, today, textOf }: Pick<FlowContext, "config" | "today" | "textOf">): Transfer {
  const purpose = statedPurpose(flow.report, textOf) ?? statedPurpose(flow.sink.call, textOf);
  return transferOf(flow, config, purpose === undefined ? { today } : { today, purpose });
}

/** Most comment lines above a call that are looked at. */
const mostLines = 8;

function statedPurpose(place: CodeLocation, textOf: FlowContext["textOf"]): TransferPurpose | undefined {
  const text = textOf(place.file);
  if (text === undefined) return undefined;
  const lineEnd = text.indexOf("\n", place.range.start);
  const lines = text.slice(0, lineEnd < 0 ? text.length : lineEnd).split("\n").slice(-mostLines - 1);
  const own = /\/[/*].*/.exec(lines.pop() ?? "")?.[0];
  const comments = own === undefined ? [] : [own];
  // Comments right above; the statement the call stands in may begin a few lines higher.
  for (let line = lines.pop(); line !== undefined && line.trim() !== "" && !/[;}]\s*$/.test(line.replace(/\/\/.*/, "")); line = lines.pop()) if (/^\s*(?:\/\/|\/?\*)/.test(line)) comments.push(line);
  for (const comment of comments) {
    const found = comment.includes("@transfer") ? readTags(comment.replace(/^\s*(?:\/\/+|\/?\*+)\s?/, ""), 0, "line-comment").annotations.find(({ meaning }) => meaning.kind === "transfer") : undefined;
    if (found?.meaning.kind === "transfer") return found.meaning.purpose as TransferPurpose;
  }
  return undefined;
}
