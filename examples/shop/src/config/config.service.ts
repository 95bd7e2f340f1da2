import { Injectable } from "@nestjs/common";

/** The one place that reads the environment. */
@Injectable()
export class ShopConfig {
  get merchantApiUrl(): string {
    return required("MERCHANT_API_URL");
  }

  get peopleUrl(): string {
    return required("HQ_PEOPLE_URL");
  }

  get deskUrl(): string {
    return required("DESK_API_URL");
  }

  get labelPartnerUrl(): string {
    return required("LABEL_PARTNER_URL");
  }

  get ossRegion(): string {
    return process.env.OSS_REGION ?? "oss-cn-hangzhou";
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}
