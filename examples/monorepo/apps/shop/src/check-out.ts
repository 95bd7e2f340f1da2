import { findCustomer, type Address } from "@example/db";
import { postToPartner, record } from "@example/notifications";

export async function checkOut(id: number, address: Address): Promise<void> {
  const customer = await findCustomer(id);
  if (customer === null) return;
  record("checked out", { level: customer.level, phone: customer.phone });
  await postToPartner("/parcels", address);
}
