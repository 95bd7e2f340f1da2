"use client";

import { useForm } from "react-hook-form";
import type { CheckoutInput } from "../../../src/dto/checkout.schema";

/** Story 8: posts to our own API in Hangzhou. */
export function CheckoutForm({ sku }: { sku: string }) {
  const { register, handleSubmit } = useForm<CheckoutInput>();

  const submit = async (values: CheckoutInput) => {
    await fetch("https://api.lanternlane.cn/v1/orders", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...values, items: [{ sku, quantity: 1 }] }),
    });
  };

  return (
    <form onSubmit={handleSubmit(submit)}>
      <input {...register("address.recipient")} autoComplete="name" placeholder="收货人" />
      <input {...register("address.phone")} type="tel" autoComplete="tel" placeholder="手机号" />
      <input {...register("address.line")} autoComplete="street-address" placeholder="详细地址" />
      <button type="submit">提交订单</button>
    </form>
  );
}
