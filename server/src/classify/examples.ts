import { localized, type Localized } from "../base/localized.js";
import type { Evidence } from "../model/classification.js";
import type { FieldFacts } from "../model/classification.js";

export interface ExampleHints {
  readonly evidence: readonly Evidence[];
  /** Set when an example proves a category by itself. */
  readonly category?: string;
}

/** What example values show, by form and checksum. */
export function exampleHints(facts: FieldFacts, guess: string | undefined): ExampleHints {
  for (const example of facts.examples.slice(0, 5)) {
    const kind = kindOfExample(example.trim().replace(/^["']|["']$/g, ""));
    if (!kind || facts.container.kind === "enum") continue;
    const same = kind.leaves.includes(guess ?? "");
    if (!same && guess !== undefined && !kind.proves) continue;
    const evidence: Evidence = { kind: "example", weight: same ? 0.15 : kind.proves ? 0.7 : 0.3, text: kind.text };
    return same || !kind.proves ? { evidence: [evidence] } : { evidence: [evidence], category: kind.leaves[0] ?? "id-card-number" };
  }
  return { evidence: [] };
}

interface ExampleKind {
  readonly leaves: readonly string[];
  /** Strong enough without a name that agrees. */
  readonly proves: boolean;
  readonly text: Localized;
}

function kindOfExample(value: string): ExampleKind | undefined {
  if (value.length > 60) return undefined;
  if (isResidentId(value)) return { leaves: ["id-card-number", "customs-id"], proves: true, text: localized("example is a resident ID number with a right check digit", "示例为校验位正确的身份证号") };
  if (/^(?:\+?86-?)?1[3-9]\d{9}$/.test(value)) return { leaves: ["phone-mobile", "recipient-phone", "emergency-contact"], proves: false, text: localized("example is a mainland mobile number", "示例为大陆手机号") };
  if (/^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$/.test(value)) return { leaves: ["email"], proves: false, text: localized("example is an e-mail address", "示例为电子邮箱") };
  if (/^\d{15,19}$/.test(value) && luhn(value)) return { leaves: ["bank-account", "payment-card"], proves: false, text: localized("example is a card number with a right check digit", "示例为校验位正确的银行卡号") };
  return undefined;
}

/** Checks an 18-digit resident ID number: date and ISO 7064 MOD 11-2. */
export function isResidentId(value: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(value)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(value[i]), 0);
  return "10X98765432"[sum % 11] === value[17]?.toUpperCase();
}

/** Checks a card number by the Luhn formula. */
export function luhn(value: string): boolean {
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    const digit = Number(value[value.length - 1 - i]), doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
