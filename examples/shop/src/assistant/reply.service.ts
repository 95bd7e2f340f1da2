import type { Customer } from "../domain/customer";
import { deepseek, mainlandModel, overseasModel } from "./llm";

/** Story 10: the same prompt, inside the mainland twice and abroad once. */
export async function draftReply(customer: Customer, question: string): Promise<string> {
  const completion = await mainlandModel.chat.completions.create({
    model: "qwen-plus",
    messages: [{ role: "user", content: `客户 ${customer.name}（${customer.mobile}）问：${question}` }],
  });
  return completion.choices[0]?.message.content ?? "";
}

export async function summarise(customer: Customer, question: string): Promise<string> {
  const completion = await deepseek.chat.completions.create({
    model: "deepseek-chat",
    messages: [{ role: "user", content: `Summarise for ${customer.name}: ${question}` }],
  });
  return completion.choices[0]?.message.content ?? "";
}

export async function translateForMaker(customer: Customer, question: string): Promise<string> {
  const completion = await overseasModel.chat.completions.create({
    model: "gpt-4.1-mini",
    messages: [
      { role: "system", content: "Translate into Japanese." },
      { role: "user", content: `From ${customer.name} <${customer.email}>: ${question}` },
    ],
  });
  return completion.choices[0]?.message.content ?? "";
}
