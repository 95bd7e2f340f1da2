import { PostHog } from "posthog-node";
import { decorate } from "./decorate.js";

const client = new PostHog(process.env["POSTHOG_KEY"] ?? "", { host: "https://eu.i.posthog.com" });

/** Every event of the shop goes through here. */
export function record(event: string, details: Record<string, unknown>): void {
  client.capture({ distinctId: "shop", event, properties: decorate(details) });
}
