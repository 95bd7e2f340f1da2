// Where an API lives: `servers` of version 3, host, basePath and schemes of version 2.
import { range } from "../../base/range.js";
import type { Server } from "./model.js";
import { child, text } from "./tree.js";
import type { TreeNode } from "./tree.js";

/** Entries of a `servers` list. */
export function serversOf(list: TreeNode | undefined): Server[] {
  if (list?.kind !== "seq") return [];
  return list.items.flatMap(item => {
    const url = child(item, "url");
    return url?.kind === "scalar" ? [{ url: url.value, range: range(url.start, url.end), variables: variablesOf(child(item, "variables")) }] : [];
  });
}

/** The servers a whole document names, of either version. */
export function documentServers(root: TreeNode | undefined): Server[] {
  const host = child(root, "host");
  if (host?.kind !== "scalar" || host.value === "") return serversOf(child(root, "servers"));
  const schemes = child(root, "schemes");
  const written = schemes?.kind === "seq" ? schemes.items.flatMap(item => text(item) ?? []) : [];
  const base = text(child(root, "basePath")) ?? "";
  return (written.length > 0 ? written : ["https"]).map(scheme => ({
    url: `${scheme}://${host.value}${base === "/" ? "" : base}`, range: range(host.start, host.end), variables: {},
  }));
}

function variablesOf(node: TreeNode | undefined): Server["variables"] {
  if (node?.kind !== "map") return {};
  return Object.fromEntries(node.entries.map(({ key, value }) => {
    const fallback = text(child(value, "default"));
    const values = child(value, "enum");
    return [key, { ...(fallback === undefined ? {} : { default: fallback }), values: values?.kind === "seq" ? values.items.flatMap(item => text(item) ?? []) : [] }];
  }));
}
