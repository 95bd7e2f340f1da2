import type { ChildProfile } from "../domain/child";

const CARD_PRINTER = "https://api.happycards.example/v1";

/**
 * Story 6: a printer in Germany sends birthday cards to members of the toys line. The persons are under 14, so every field is
 * sensitive, a guardian has to agree and dedicated rules have to exist.
 */
export async function orderBirthdayCard(child: ChildProfile): Promise<void> {
  const card = { childName: child.childName, birthDate: child.birthDate, motif: child.favouriteToy ?? "lantern" };
  await fetch(`${CARD_PRINTER}/cards`, { method: "POST", body: JSON.stringify(card) });
}
