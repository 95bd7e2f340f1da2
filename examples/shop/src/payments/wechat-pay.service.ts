import { Injectable } from "@nestjs/common";
import { readFileSync } from "node:fs";
import WxPay from "wechatpay-node-v3";
import type { Order } from "../domain/order";

/** Story 8: paid inside the mainland; the openid and the IP go to WeChat Pay, which is no export. */
@Injectable()
export class WechatPayService {
  private readonly pay = new WxPay({
    appid: "wx8888888888888888",
    mchid: "1900000001",
    publicKey: readFileSync("keys/wechat-public.pem"),
    privateKey: readFileSync("keys/wechat-private.pem"),
  });

  async prepay(order: Order, ip: string): Promise<void> {
    await this.pay.transactions_jsapi({
      description: "Lantern Lane",
      out_trade_no: order.orderNo,
      notify_url: "https://api.lanternlane.cn/v1/payments/notify",
      amount: { total: order.totalFen, currency: order.currency },
      payer: { openid: order.customer.openid ?? "" },
      scene_info: { payer_client_ip: ip },
    });
  }
}
