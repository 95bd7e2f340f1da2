import { z } from "zod";

export const addressSchema = z.object({
  /** 收货人 */
  recipient: z.string().min(2),
  phone: z.string().regex(/^1[3-9]\d{9}$/),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  line: z.string().describe("详细地址"),
  postalCode: z.string().optional(),
});

export const checkoutSchema = z.object({
  address: addressSchema,
  receiptEmail: z.email().optional(),
  items: z.array(z.object({ sku: z.string(), quantity: z.number().int().positive() })),
  coupon: z.string().optional(),
  giftMessage: z.string().max(200).optional(),
});

export type CheckoutInput = z.infer<typeof checkoutSchema>;
