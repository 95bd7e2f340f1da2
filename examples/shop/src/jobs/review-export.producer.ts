import { Queue } from "bullmq";
import type { Customer } from "../domain/customer";

export const reviewQueue = new Queue("review-export", { connection: { url: process.env.REDIS_URL } });

/** Story 13: the data rests in a queue inside the mainland before a worker sends it on. */
export async function queueReview(customer: Customer, sku: string, text: string): Promise<void> {
  await reviewQueue.add("publish", { author: customer.name, email: customer.email, sku, text });
}
