import * as Sentry from "@sentry/node";
import type { Customer } from "../domain/customer";
import { maskPhone } from "./redact";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 0.1 });

/** Story 11: errors are collected in the United States; the e-mail travels with each of them, the phone only as its last digits. */
export function identify(customer: Customer): void {
  Sentry.setUser({ id: String(customer.id), email: customer.email ?? undefined, phone: maskPhone(customer.mobile) });
}

export function report(error: unknown, orderNo: string): void {
  Sentry.captureException(error, { extra: { orderNo } });
}
