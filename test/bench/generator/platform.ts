// Packages every other one builds on: wrappers round libraries, and the declarations of those libraries themselves.

/** Path below the workspace → text. */
export type Files = ReadonlyMap<string, string>;

/** The wrappers. */
export function platformPackages(): Files {
  return new Map([
    ["packages/analytics/src/index.ts", 'export { posthog } from "./client.js";\nexport { track, type EventProperties } from "./track.js";\n'],
    ["packages/analytics/src/client.ts", 'import { PostHog } from "posthog-node";\n\nexport const posthog = new PostHog(process.env["POSTHOG_KEY"] ?? "", { host: "https://us.i.posthog.com" });\n'],
    ["packages/analytics/src/track.ts", trackSource],
    ["packages/http/src/index.ts", 'export { postToCrm } from "./crm.js";\nexport { postToWeChat } from "./wechat.js";\nexport { hosts } from "./hosts.js";\n'],
    ["packages/http/src/hosts.ts", 'export const hosts = {\n  crm: "https://api.hubapi.com",\n  wechat: "https://api.weixin.qq.com",\n} as const;\n'],
    ["packages/http/src/post.ts", postSource],
    ["packages/http/src/crm.ts", 'import { hosts } from "./hosts.js";\nimport { post } from "./post.js";\n\nexport async function postToCrm(path: string, body: unknown): Promise<void> {\n  await post(`${hosts.crm}${path}`, body);\n}\n'],
    ["packages/http/src/wechat.ts", 'import { hosts } from "./hosts.js";\nimport { post } from "./post.js";\n\nexport async function postToWeChat(path: string, body: unknown): Promise<void> {\n  await post(`${hosts.wechat}${path}`, body);\n}\n'],
    ["packages/mailer/src/index.ts", mailerSource],
    ["packages/ai/src/index.ts", 'export { summarise } from "./summarise.js";\n'],
    ["packages/ai/src/summarise.ts", summariseSource],
    ["packages/db/src/index.ts", 'import { PrismaClient } from "@prisma/client";\n\nexport const prisma = new PrismaClient();\n'],
  ]);
}

export const platformNames = ["analytics", "http", "mailer", "ai", "db"] as const;

const trackSource = `import { posthog } from "./client.js";

export type EventProperties = Record<string, unknown>;

/** One event of product analytics. */
export function track(distinctId: string, event: string, properties: EventProperties): void {
  posthog.capture({ distinctId, event, properties: { ...properties, release: "2026.11" } });
}
`;

const postSource = `export async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(\`\${url} answered \${response.status}\`);
}
`;

const mailerSource = `import sgMail from "@sendgrid/mail";

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
}

export async function sendMail(message: MailMessage): Promise<void> {
  await sgMail.send({ to: message.to, from: "no-reply@acme.example", subject: message.subject, html: message.html });
}
`;

const summariseSource = `import OpenAI from "openai";

const client = new OpenAI();

export async function summarise(question: string): Promise<string> {
  const answer = await client.chat.completions.create({ model: "gpt-5-mini", messages: [{ role: "user", content: question }] });
  return answer.choices[0]?.message.content ?? "";
}
`;

/** Declarations of the libraries: enough for the compiler, written here, so that nothing has to be downloaded. */
export function libraryDeclarations(): Files {
  return new Map([
    ...library("posthog-node", 'export interface EventMessage { distinctId: string; event: string; properties?: Record<string, unknown> }\nexport declare class PostHog {\n  constructor(key: string, options?: { host?: string });\n  capture(message: EventMessage): void;\n}\n'),
    ...library("@sendgrid/mail", 'export interface MailData { to: string; from: string; subject: string; html: string }\ndeclare const mail: { send(data: MailData): Promise<unknown> };\nexport default mail;\n'),
    ...library("openai", 'export interface Message { role: "user" | "system"; content: string }\nexport default class OpenAI {\n  chat: { completions: { create(request: { model: string; messages: Message[] }): Promise<{ choices: { message: { content: string | null } }[] }> } };\n}\n'),
    ...library("express", 'export interface Request { readonly params: Record<string, string>; readonly body: unknown }\nexport interface Response { json(value: unknown): void; status(code: number): Response }\nexport type Handler = (request: Request, response: Response) => void | Promise<void>;\nexport interface Router { get(path: string, handler: Handler): void; post(path: string, handler: Handler): void; delete(path: string, handler: Handler): void }\nexport declare function Router(): Router;\n'),
    ...library("react", 'export type ReactNode = unknown;\nexport declare function useState<T>(initial: T): [T, (next: T) => void];\nexport declare function useMemo<T>(make: () => T, on: readonly unknown[]): T;\nexport declare namespace JSX {\n  type Element = unknown;\n  interface IntrinsicElements { [name: string]: Record<string, unknown> }\n}\n'),
    ["node_modules/react/jsx-runtime.d.ts", 'export { JSX } from "react";\nexport declare function jsx(type: unknown, props: unknown): unknown;\nexport declare const jsxs: typeof jsx;\nexport declare const Fragment: unique symbol;\n'],
    ...library("@prisma/client", 'export * from ".prisma/client/default";\n'),
    ...library("@types/node", "declare const process: { readonly env: Record<string, string | undefined> };\n"),
  ]);
}

function library(name: string, text: string): readonly (readonly [string, string])[] {
  return [[`node_modules/${name}/index.d.ts`, text], [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "types": "index.d.ts" }\n`]];
}
