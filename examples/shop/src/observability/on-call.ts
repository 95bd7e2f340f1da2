import { IncomingWebhook } from "@slack/webhook";
import type { Employee } from "../domain/employee";

const webhook = new IncomingWebhook("https://hooks.slack.com/services/T000/B000/example");

/** Story 12: a finding somebody has looked at, silenced with a reason and a date. */
export async function pageOnCall(engineer: Employee, incident: string): Promise<void> {
  // borderline-ignore outbound-transfer -- engineers agreed to be paged this way, see people handbook 4.2 (until 2027-03-01)
  await webhook.send({ text: `${incident}: ${engineer.fullName}, ${engineer.mobile}` });
}
