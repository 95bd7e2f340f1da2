// Fixtures mark a field's name as ‹Container›name‹› or ‹Container|type text›name‹›; what is marked must be found, and nothing else.
import { expect } from "vitest";
import { readOpenApi, type OpenApiDocument, type ResolveFile } from "../../../server/src/schemas/openapi/index.js";

interface Marked {
  readonly container: string;
  readonly name: string;
  readonly start: number;
  readonly type?: string;
}

export const file = "/w/api.yaml";

export function unmark(marked: string): { text: string; fields: Marked[] } {
  const fields: Marked[] = [];
  let text = "";
  let last = 0;
  for (const match of marked.matchAll(/‹([^›|]*)(?:\|([^›]*))?›/g)) {
    text += marked.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[1] === undefined || match[0] === "‹›") continue;
    const end = marked.indexOf("‹›", last);
    fields.push({ container: match[1], name: marked.slice(last, end), start: text.length, ...(match[2] === undefined ? {} : { type: match[2] }) });
  }
  return { text: text + marked.slice(last), fields };
}

/** Reads a marked fixture and compares fields both ways. */
export function check(marked: string, path = file, resolve?: ResolveFile): OpenApiDocument & { readonly text: string } {
  const { text, fields } = unmark(marked);
  const document = readOpenApi(text, path, resolve);
  const show = (container: string, start: number, end: number, type: string): string => `${container} @${start} ${text.slice(start, end)} ${type}`;
  const found = document.fields.map(({ container, nameRange, type }) => {
    const wanted = fields.find((each) => each.start === nameRange.start && each.type !== undefined);
    return show(container.name, nameRange.start, nameRange.end, wanted ? type.text : "");
  });
  const expected = fields.map((each) => show(each.container, each.start, each.start + each.name.length, each.type ?? ""));
  expect(found.toSorted(byPosition)).toEqual(expected.toSorted(byPosition));
  return { ...document, text };
}

/** One field by container and name. */
export function field(document: OpenApiDocument, container: string, name: string): OpenApiDocument["fields"][number] {
  const found = document.fields.find((each) => each.container.name === container && each.name === name);
  if (!found) throw new Error(`no field ${container}.${name}`);
  return found;
}

function byPosition(a: string, b: string): number {
  return Number(/@(\d+)/.exec(a)?.[1]) - Number(/@(\d+)/.exec(b)?.[1]);
}
