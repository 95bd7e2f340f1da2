// The questions behind borderline.yaml, one at a time; leaving one leaves all.
import * as vscode from "vscode";
import type { DeclareParams, UndeclaredResult } from "../../server/src/lsp/declare-protocol.js";

type Mechanism = NonNullable<DeclareParams["recipients"][number]["mechanism"]>;

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Whether the company is a critical information infrastructure operator; undefined when the question is left. */
export async function askExporter(): Promise<"yes" | "no" | "unknown" | undefined> {
  const choices: readonly Choice<"yes" | "no" | "unknown">[] = [
    { value: "no", label: vscode.l10n.t("No"), description: vscode.l10n.t("no notice of the authority has come") },
    { value: "yes", label: vscode.l10n.t("Yes"), description: vscode.l10n.t("notified in writing") },
    { value: "unknown", label: vscode.l10n.t("Not known"), description: vscode.l10n.t("treated as no, and said so") },
  ];
  return (await pick(choices, vscode.l10n.t("Is the company a critical information infrastructure operator?")))?.value;
}

/** A count as typed; "" where it is not known, undefined when the question is left. */
export async function askCount(kind: "ordinary" | "sensitive"): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    title: kind === "ordinary"
      ? vscode.l10n.t("How many people's ordinary data went abroad since 1 January? Leave empty if not known.")
      : vscode.l10n.t("How many people's sensitive data went abroad since 1 January? Leave empty if not known."),
    prompt: vscode.l10n.t("Distinct people, whole company, all recipients together; exempt transfers left out."),
    ignoreFocusOut: true,
    validateInput: (value) => (/^\s*(?:\d+\s*)?$/.test(value) ? undefined : vscode.l10n.t("A whole number, 0 or more.")),
  });
  return answer?.trim();
}

export async function askPurpose(purposes: UndeclaredResult["purposes"], likely: string): Promise<string | undefined> {
  const choices = [...purposes].sort((a, b) => Number(b.id === likely) - Number(a.id === likely)).map(({ id, text }) => ({ label: id, detail: text, value: id }));
  return (await pick(choices, vscode.l10n.t("What is the data sent for?")))?.value;
}

/** Facts an exemption asks for; {} for purposes that have none. */
export async function askNecessity(purpose: string): Promise<{ readonly necessary?: boolean; readonly individualIsParty?: boolean } | undefined> {
  if (!["contract", "hr", "emergency", "legal-duty"].includes(purpose)) return {};
  const necessary = await pick(yesNo(), vscode.l10n.t("Is the transfer truly necessary for this purpose?"));
  if (necessary === undefined || purpose !== "contract") return necessary === undefined ? undefined : { necessary: necessary.value };
  const party = await pick(yesNo(), vscode.l10n.t("Is the person a party to the contract?"));
  return party === undefined ? undefined : { necessary: necessary.value, individualIsParty: party.value };
}

export async function askMechanism(): Promise<Mechanism | "none" | undefined> {
  const choices: readonly Choice<Mechanism["kind"] | "none">[] = [
    { value: "none", label: vscode.l10n.t("None") },
    { value: "standard-contract", label: vscode.l10n.t("Standard contract, filed") },
    { value: "certification", label: vscode.l10n.t("Certification") },
    { value: "security-assessment", label: vscode.l10n.t("Security assessment, passed") },
  ];
  const kind = (await pick(choices, vscode.l10n.t("Which mechanism is in place for this recipient?")))?.value;
  if (kind === undefined || kind === "none") return kind;
  const filedOn = await askDate(vscode.l10n.t("Since when? Leave empty if not known."));
  const validUntil = filedOn === undefined ? undefined : await askDate(vscode.l10n.t("Until when? Leave empty if not known."));
  if (filedOn === undefined || validUntil === undefined) return undefined;
  return { kind, ...(filedOn === "" ? {} : { filedOn }), ...(validUntil === "" ? {} : { validUntil }) };
}

async function askDate(title: string): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    title, placeHolder: "2027-03-01", ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" || isDay(value.trim()) ? undefined : vscode.l10n.t("A date of the form 2027-03-01.")),
  });
  return answer?.trim();
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function yesNo(): readonly Choice<boolean>[] {
  return [{ label: vscode.l10n.t("Yes"), value: true }, { label: vscode.l10n.t("No"), value: false }];
}

function pick<T>(choices: readonly Choice<T>[], title: string): Thenable<Choice<T> | undefined> {
  return vscode.window.showQuickPick([...choices], { title, ignoreFocusOut: true });
}
