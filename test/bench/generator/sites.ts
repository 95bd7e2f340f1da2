// The calls that send data abroad, in the ways people write them, and look-alikes that send nothing personal.
import type { Entity } from "./words.js";

/** A call whose data leaves the mainland: where it stands and what a scan has to say about it. */
export interface Site {
  readonly host: string;
  readonly fields: readonly string[];
  /** How the data gets there: "direct", "wrapper", "wrapper of a wrapper". */
  readonly way: string;
}

/** A function of a service, with the imports it needs. Lines between the markers hold the call. */
export interface WrittenSite {
  readonly imports: readonly string[];
  readonly code: string;
  readonly site?: Site;
}

/** Stands at the line of the call, so that its number can be read from the finished file; it is taken out again. */
export const siteMark = "\u0001";

type SiteWriter = (entity: Entity, field: string, other: string) => WrittenSite;

const direct: SiteWriter = ({ name, variable }, field, other) => ({
  imports: ['import { posthog } from "@acme/analytics";'],
  code: `  /** Tells product analytics that the record was completed. */
  completed${name}(${variable}: ${name}): void {
    posthog.capture({ distinctId: String(${variable}.id), event: "completed", properties: { ${field}: ${variable}.${field}, ${other}: ${variable}.${other} } });${siteMark}
  }
`,
  site: { host: "us.i.posthog.com", fields: [field, other], way: "direct" },
});

const wrapper: SiteWriter = ({ name, variable }, field) => ({
  imports: ['import { track } from "@acme/analytics/src/track.js";'],
  code: `  noticed${name}(${variable}: ${name}, reason: string): void {
    track(String(${variable}.id), \`noticed.\${reason}\`, { ${field}: ${variable}.${field}, reason });${siteMark}
  }
`,
  site: { host: "us.i.posthog.com", fields: [field], way: "wrapper in another package" },
});

const doubleWrapper: SiteWriter = ({ name, variable }, field) => ({
  imports: ['import { report } from "../lib/telemetry.js";'],
  code: `  async archived${name}(id: number): Promise<void> {
    const ${variable} = await this.repository.byId(id);
    if (${variable} === undefined) return;
    report("archived", { ${field}: ${variable}.${field} });${siteMark}
  }
`,
  site: { host: "us.i.posthog.com", fields: [field], way: "wrapper of a wrapper" },
});

const crm: SiteWriter = ({ name, variable }, field, other) => ({
  imports: ['import { postToCrm } from "@acme/http/src/crm.js";'],
  code: `  async synchronise${name}(${variable}: ${name}): Promise<void> {
    const { ${field}, ${other} } = ${variable};
    await postToCrm("/crm/v3/objects/contacts", { properties: { ${field}, ${other} } });${siteMark}
  }
`,
  site: { host: "api.hubapi.com", fields: [field, other], way: "address put together from a constant in another package" },
});

const mail: SiteWriter = ({ name, variable }, _field, other) => ({
  imports: ['import { sendMail } from "@acme/mailer";'],
  code: `  async remind${name}(${variable}: ${name}): Promise<void> {
    const subject = ${variable}.isArchived ? "Closed" : "Open";
    await sendMail({ to: ${variable}.email, subject, html: \`<p>\${subject}: \${${variable}.${other}}</p>\` });${siteMark}
  }
`,
  site: { host: "api.sendgrid.com", fields: ["email"], way: "wrapper in another package" },
});

const prompt: SiteWriter = ({ name, variable }, field, other) => ({
  imports: ['import { summarise } from "@acme/ai/src/summarise.js";'],
  code: `  async explain${name}(${variable}: ${name}): Promise<string> {
    const facts = [\`${field}: \${${variable}.${field}}\`, \`${other}: \${${variable}.${other}}\`];
    return summarise(\`What should we do about this? \${facts.join("; ")}\`);${siteMark}
  }
`,
  site: { host: "api.openai.com", fields: [field, other], way: "text of a prompt" },
});

const domestic: SiteWriter = ({ name, variable }, field) => ({
  imports: ['import { postToWeChat } from "@acme/http/src/wechat.js";'],
  code: `  async notify${name}(${variable}: ${name}): Promise<void> {
    await postToWeChat("/cgi-bin/message/template/send", { ${field}: ${variable}.${field} });
  }
`,
});

const harmless: SiteWriter = ({ name, variable }) => ({
  imports: ['import { track } from "@acme/analytics/src/track.js";'],
  code: `  counted${name}(${variable}: ${name}): void {
    track("system", "counted", { revision: ${variable}.revision, isArchived: ${variable}.isArchived });
  }
`,
});

/** Each writes one function. */
export const leaks: readonly SiteWriter[] = [direct, wrapper, doubleWrapper, crm, mail, prompt];
export const lookAlikes: readonly SiteWriter[] = [domestic, harmless];
