import type { CustomerProfile } from "./profile";

export async function subscribe(customer: CustomerProfile): Promise<void> {
  await fetch("https://api.mailgun.net/v3/lists", { method: "POST", body: JSON.stringify({ address: customer.email }) });
}
