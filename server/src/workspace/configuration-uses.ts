// From a name in borderline.yaml to the code it is about: transfers first, then the places in texts that spell it.
import { hostMatches } from "../catalog/jurisdictions.js";
import { configurationMention, type ConfigurationMention } from "../configuration/index.js";
import { declaredRecipient } from "../law/recipients.js";
import type { BorderlineConfig } from "../model/config.js";
import type { CodeLocation, Flow } from "../model/flow.js";
import { environmentFiles } from "./environment.js";
import { fileKind } from "./file-kinds.js";
import type { WorkspaceFolder } from "./folder.js";
import type { TextStore } from "./texts.js";

export interface UsesContext {
  readonly config: BorderlineConfig;
  readonly flows: readonly Flow[];
  /** Files a name may be spelt in, in order. */
  readonly files: readonly string[];
  read(path: string): string | undefined;
}

/** More places than this are no definition. */
const mostPlaces = 50;

/** Places that the word at an offset of a folder's borderline.yaml is about. */
export function definitionsAt(path: string, offset: number, folder: WorkspaceFolder, texts: TextStore, flows: () => readonly Flow[]): readonly CodeLocation[] {
  const read = (file: string): string | undefined => texts.read(file)?.text;
  const mention = fileKind(path) === "configuration" ? configurationMention(read(path) ?? "", offset) : undefined;
  if (mention === undefined) return [];
  const { files, manifests } = folder.listing();
  const spelling = [...new Set([...files, ...manifests, ...environmentFiles(folder.path, files)])].filter((file) => file !== path);
  return usesOf(mention, { config: folder.config, flows: flows(), files: spelling, read });
}

export function usesOf(mention: ConfigurationMention, context: UsesContext): readonly CodeLocation[] {
  const found = new Map<string, CodeLocation>();
  const add = (place: CodeLocation): void => void found.set(`${place.file}:${place.range.start}`, place);
  for (const flow of context.flows) if (concerns(flow, mention, context.config)) add(flow.report);
  const form = spelling(mention);
  if (form !== undefined) for (const place of spelt(form, context)) add(place);
  return [...found.values()].slice(0, mostPlaces);
}

function concerns(flow: Flow, { kind, name }: ConfigurationMention, config: BorderlineConfig): boolean {
  if (kind === "host") return flow.endpoint.host !== undefined && hostMatches(name, flow.endpoint.host);
  return kind === "recipient" && (flow.recipient.id === name || declaredRecipient(flow, config)?.id === name);
}

/** How code spells the name; a recipient's id is spelt nowhere. */
function spelling({ kind, name }: ConfigurationMention): RegExp | undefined {
  const literal = escaped(name);
  switch (kind) {
    case "host": return new RegExp(`(?<![\\w.-])${escaped(name).replace(/^\\\*/, "[\\w-]+(?:\\.[\\w-]+)*")}(?![\\w-]|\\.[\\w-])`, "g");
    case "package": return new RegExp(`(?<=(?:from|require\\s*\\(|import\\s*\\(?)\\s*["'])${literal}(?=["'/])|(?<=")${literal}(?="\\s*:)`, "g");
    case "function": return new RegExp(`(?<=(?:function\\*?|const|let|var|class)\\s+)${literal}(?![\\w$])`, "g");
    case "recipient": return undefined;
  }
}

function spelt(form: RegExp, { files, read }: UsesContext): readonly CodeLocation[] {
  const places: CodeLocation[] = [];
  for (const file of files) {
    for (const match of (read(file) ?? "").matchAll(form)) {
      places.push({ file, range: { start: match.index, end: match.index + match[0].length } });
      if (places.length >= mostPlaces) return places;
    }
  }
  return places;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
