import type { CustomerContact } from "@example/db";
import { record } from "@example/notifications/src/record.js";

export function signUp(customer: CustomerContact): void {
  record("signed up", { email: customer.email });
  record("levelled", { level: customer.level });
}
