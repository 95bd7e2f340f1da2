// A baseline lists findings that are known and not reported: only what is new counts.
import { localized, type Localized } from "../base/localized.js";

export interface BaselineReading {
  readonly fingerprints?: ReadonlySet<string>;
  /** Why the text is no baseline. */
  readonly message?: Localized;
}

/** Reads the text of a baseline file; undefined stands for a file that is missing. */
export function readBaseline(text: string | undefined): BaselineReading {
  if (text === undefined) return { message: localized("The baseline file does not exist or cannot be read. Write it with `borderline scan --write-baseline FILE`.", "基线文件不存在或无法读取。可用 borderline scan --write-baseline 文件 生成。") };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { message: localized("The baseline file is not valid JSON.", "基线文件不是有效的 JSON。") };
  }
  if (!isRecord(document) || !Array.isArray(document["findings"])) return { message: noBaseline };
  if (document["formatVersion"] !== 1) return { message: localized("The baseline file has a format this version does not know. Write it again.", "基线文件的格式版本未知，请重新生成。") };
  const fingerprints = new Set<string>();
  for (const entry of document["findings"] as readonly unknown[]) {
    const fingerprint = isRecord(entry) ? entry["fingerprint"] : undefined;
    if (typeof fingerprint !== "string") return { message: noBaseline };
    fingerprints.add(fingerprint);
  }
  return { fingerprints };
}

const noBaseline = localized("This file is no baseline of Borderline.", "此文件不是 Borderline 的基线文件。");

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
