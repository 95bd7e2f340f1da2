import { Body, Controller, Headers, Ip, Post } from "@nestjs/common";
import { checkoutSchema } from "../dto/checkout.schema";
import { OrdersService } from "./orders.service";

@Controller("v1/orders")
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  async place(@Headers("x-user-id") userId: string, @Body() body: unknown, @Ip() ip: string): Promise<{ orderNo: string }> {
    const input = checkoutSchema.parse(body);
    const order = await this.orders.place(Number(userId), input, ip);
    return { orderNo: order.orderNo };
  }
}
