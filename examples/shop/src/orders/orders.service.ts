import { Injectable } from "@nestjs/common";
import type { Order } from "../domain/order";
import type { CheckoutInput } from "../dto/checkout.schema";
import { logger } from "../observability/logger";
import { SmsService } from "../notifications/sms.service";
import { WechatPayService } from "../payments/wechat-pay.service";
import { PrismaService } from "../prisma/prisma.service";
import { MerchantGateway } from "./merchant.gateway";
import { toOrder, withDetails } from "./order.mapper";

@Injectable()
export class OrdersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly merchants: MerchantGateway,
    private readonly payments: WechatPayService,
    private readonly sms: SmsService,
  ) {}

  async place(userId: number, input: CheckoutInput, ip: string): Promise<Order> {
    const row = await this.prisma.order.create({
      data: {
        orderNo: `LL${Date.now()}`,
        totalFen: 0,
        giftMessage: input.giftMessage,
        user: { connect: { id: userId } },
        merchant: { connect: { id: 1 } },
        address: { create: { ...input.address, userId } },
      },
      include: withDetails,
    });
    const order = toOrder(row);
    await this.payments.prepay(order, ip);
    await this.sms.orderConfirmed(order.address.phone, order.orderNo);
    logger.info({ orderNo: order.orderNo, total: order.totalFen }, "order placed");
    return order;
  }

  /** Called by the payment webhook. */
  async paid(orderNo: string): Promise<void> {
    const row = await this.prisma.order.findUniqueOrThrow({ where: { orderNo }, include: withDetails });
    await this.merchants.send(toOrder(row));
  }
}
