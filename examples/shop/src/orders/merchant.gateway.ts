import { Injectable } from "@nestjs/common";
import axios from "axios";
import { ShopConfig } from "../config/config.service";
import type { MerchantOrder, Order } from "../domain/order";

/**
 * Story 1: an order goes to the maker abroad who packs it. The buyer is a party to the sale and the parcel needs a name and an
 * address, so the contract exemption may carry it. The buyer's account, e-mail and note stay here.
 */
@Injectable()
export class MerchantGateway {
  private readonly http;

  constructor(config: ShopConfig) {
    this.http = axios.create({ baseURL: config.merchantApiUrl, timeout: 10_000 });
  }

  async send(order: Order): Promise<string> {
    const response = await this.http.post("/orders", toMerchantOrder(order));
    return response.data.reference;
  }

  /** Stock and prices only; nothing about a person. */
  async reserve(sku: string, quantity: number): Promise<boolean> {
    const response = await this.http.post("/reservations", { sku, quantity });
    return response.data.ok === true;
  }
}

function toMerchantOrder(order: Order): MerchantOrder {
  return {
    orderNo: order.orderNo,
    consignee: order.address,
    lines: order.lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
  };
}
