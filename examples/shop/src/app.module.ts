import { Module } from "@nestjs/common";
import { ShopConfig } from "./config/config.service";
import { LoyaltyService } from "./loyalty/loyalty.service";
import { SmsService } from "./notifications/sms.service";
import { MerchantGateway } from "./orders/merchant.gateway";
import { OrdersController } from "./orders/orders.controller";
import { OrdersService } from "./orders/orders.service";
import { WechatPayService } from "./payments/wechat-pay.service";
import { PrismaService } from "./prisma/prisma.service";
import { DirectorySync } from "./staff/directory-sync";
import { StorageService } from "./storage/oss.service";
import { DeskClient } from "./support/desk.client";
import { SupportController } from "./support/support.controller";

@Module({
  controllers: [OrdersController, SupportController],
  providers: [
    ShopConfig, PrismaService, OrdersService, MerchantGateway, WechatPayService, SmsService, StorageService, LoyaltyService,
    DirectorySync, DeskClient,
  ],
})
export class AppModule {}
