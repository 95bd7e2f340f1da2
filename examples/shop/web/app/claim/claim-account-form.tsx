"use client";

import { useForm } from "react-hook-form";
import { useAnalytics } from "@/hooks/use-analytics";

interface ClaimForm {
  name: string;
  email: string;
  password: string;
}

/** Story 14: form → hook → dynamic import → own host → rewrite → European Union. */
export function ClaimAccountForm({ orderNo }: { orderNo: string }) {
  const { register, handleSubmit } = useForm<ClaimForm>();
  const { capture } = useAnalytics();

  const onSubmit = async ({ name, email, password }: ClaimForm) => {
    await fetch("/api/claim", { method: "POST", body: JSON.stringify({ name, email, password, orderNo }) });
    capture("account claimed", { email, orderNo });
  };

  return (
    <form onSubmit={handleSubmit(onSubmit)}>
      <input {...register("name")} autoComplete="name" placeholder="姓名" />
      <input {...register("email")} type="email" autoComplete="email" />
      <input {...register("password")} type="password" autoComplete="new-password" />
      <button type="submit">领取账户</button>
    </form>
  );
}
