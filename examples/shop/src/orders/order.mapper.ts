import type { Prisma } from "@prisma/client";
import type { Order } from "../domain/order";

export const withDetails = { address: true, user: true, items: { include: { product: true } }, merchant: true } as const;

type OrderRow = Prisma.OrderGetPayload<{ include: typeof withDetails }>;

/** Row of the database → what the services work with. */
export function toOrder(row: OrderRow): Order {
  const { user, address, merchant } = row;
  return {
    orderNo: row.orderNo,
    customer: {
      id: user.id,
      name: user.name,
      email: user.email,
      mobile: user.mobile,
      birthday: user.birthday,
      openid: user.openid,
      emailTemplateId: user.emailTemplateId,
    },
    address: {
      recipient: address.recipient,
      phone: address.phone,
      province: address.province,
      city: address.city,
      district: address.district,
      line: address.line,
      postalCode: address.postalCode,
    },
    lines: row.items.map((item: OrderRow["items"][number]) => ({ sku: item.product.sku, name: item.name, quantity: item.quantity, priceFen: item.priceFen })),
    totalFen: row.totalFen,
    currency: row.currency,
    buyerNote: row.buyerNote,
    merchantId: row.merchantId,
    warehouseAddress: merchant.warehouseAddress,
  };
}
