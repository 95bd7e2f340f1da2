import { findCustomer } from "@example/db";

const base = process.env["PARTNER_URL"];

export async function postToPartner(path: string, body: unknown): Promise<void> {
  await fetch(`${base}${path}`, { method: "POST", body: JSON.stringify(body) });
}

/** This package's own transfer: found by its own scan. */
export async function introduce(id: number): Promise<void> {
  const customer = await findCustomer(id);
  if (customer !== null) await postToPartner("/introductions", { name: customer.fullName, document: customer.idNo });
}
