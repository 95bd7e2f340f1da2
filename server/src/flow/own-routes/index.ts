// What a sink asks: its address is of our own site, so where does it lead?
import type { FlowStep } from "../../model/flow.js";
import type { FlowProgram } from "../program.js";
import { ownRoutesOf, type OwnDestination } from "./own-routes.js";
import { unknownSegment } from "./pattern.js";

export { RouteMemory } from "./memory.js";
export { isRouteConfiguration } from "./declared-routes.js";
export { ownRoutesOf, OwnRoutes, type OwnDestination, type OwnPathOptions } from "./own-routes.js";
export type { RouteText } from "./text-routes.js";

export interface OwnAddress {
  /** The address in parts, null where a part is not known. */
  readonly parts: readonly (string | null)[];
  readonly program: FlowProgram;
  /** File of the call. */
  readonly from?: string;
}

/** Where the site's own address of a service's client leads: the client adds paths to it. */
export function serviceDestination({ parts, program, from }: OwnAddress, serviceHost: string): { readonly host: string; readonly evidence: readonly FlowStep[] } | undefined {
  const path = ownPath(parts);
  const routes = ownRoutesOf(program);
  const found = path === undefined ? undefined : routes.destinationOf(path, { from, isBase: true });
  if (found?.kind === "host") return found;
  // A middleware whose conditions are not readable: only the service's own hosts are believed.
  const sister = serviceHost.split(".").slice(1).join(".");
  return routes.unplaced(from).flatMap((item) => (item.kind === "host" && item.host.endsWith(`.${sister}`) ? [item] : []))[0];
}

/** Where a request to our own site arrives. */
export function ownDestination({ parts, program, from }: OwnAddress): OwnDestination | undefined {
  const path = ownPath(parts);
  return path === undefined || path === "/" ? undefined : ownRoutesOf(program).destinationOf(path, { from });
}

/** The path of an address: what stands behind scheme and host, or a whole relative address. */
export function ownPath(parts: readonly (string | null)[]): string | undefined {
  const text = parts.map((part) => part ?? unknownSegment).join("");
  const behind = text.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, "").replace(/^\u0001+(?=\/|$)/, "");
  if (behind === "" || behind.startsWith(unknownSegment)) return undefined;
  return behind.startsWith("/") ? behind : `/${behind}`;
}
