// Which recipient of borderline.yaml speaks for a flow: by id, by host, or by the package of the library that sends.
import picomatch from "picomatch";
import { hostMatches } from "../catalog/jurisdictions.js";
import { sdkById } from "../catalog/sdks.js";
import type { BorderlineConfig, RecipientConfig } from "../model/config.js";
import type { Flow } from "../model/flow.js";

/** Declarations narrowed to paths come first where they match; the first in the file wins among equals. */
export function declaredRecipient(flow: Flow, config: BorderlineConfig): RecipientConfig | undefined {
  const matching = config.recipients.filter((recipient) => speaksFor(recipient, flow) && coversPath(recipient, flow.report.file));
  return matching.find((recipient) => recipient.paths.length > 0) ?? matching[0];
}

function speaksFor(recipient: RecipientConfig, flow: Flow): boolean {
  if (recipient.id === flow.recipient.id) return true;
  const { host } = flow.endpoint;
  // A host that was worked out decides; the package is asked only when there is none or it is the library's own.
  if (host !== undefined && recipient.hosts.some((pattern) => hostMatches(pattern, host))) return true;
  return recipient.packages.length > 0 && sdkPackages(flow).some((name) => recipient.packages.includes(name));
}

function sdkPackages(flow: Flow): readonly string[] {
  return [flow.sink.model, ...(sdkById(flow.sink.model)?.packages ?? [])];
}

function coversPath(recipient: RecipientConfig, file: string): boolean {
  return recipient.paths.length === 0 || recipient.paths.some((glob) => picomatch.isMatch(file, [glob, `**/${glob.replace(/^\.?\//, "")}`]));
}
