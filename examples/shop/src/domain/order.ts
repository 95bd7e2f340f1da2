import type { Customer, ShippingAddress } from "./customer";

export interface OrderLine {
  sku: string;
  name: string;
  quantity: number;
  priceFen: number;
}

export interface Order {
  orderNo: string;
  customer: Customer;
  address: ShippingAddress;
  lines: OrderLine[];
  totalFen: number;
  currency: string;
  buyerNote: string | null;
  merchantId: number;
  warehouseAddress: string;
}

/** What leaves for the maker: no account data, only what a parcel needs. */
export interface MerchantOrder {
  orderNo: string;
  consignee: ShippingAddress;
  lines: Pick<OrderLine, "sku" | "name" | "quantity">[];
}
