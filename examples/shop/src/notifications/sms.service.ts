import { Injectable } from "@nestjs/common";
import Dysmsapi, { SendSmsRequest } from "@alicloud/dysmsapi20170525";
import { Config } from "@alicloud/openapi-client";

/** Story 8: text messages through a mainland provider. */
@Injectable()
export class SmsService {
  private readonly client = new Dysmsapi(new Config({ endpoint: "dysmsapi.aliyuncs.com" }));

  async orderConfirmed(phone: string, orderNo: string): Promise<void> {
    await this.client.sendSms(
      new SendSmsRequest({ phoneNumbers: phone, signName: "灯笼巷", templateCode: "SMS_1024", templateParam: JSON.stringify({ orderNo }) }),
    );
  }
}
