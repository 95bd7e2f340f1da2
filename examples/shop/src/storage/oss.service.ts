import { Injectable } from "@nestjs/common";
import OSS from "ali-oss";
import { ShopConfig } from "../config/config.service";

const keys = { accessKeyId: process.env.OSS_KEY_ID ?? "", accessKeySecret: process.env.OSS_KEY_SECRET ?? "" };

/** Story 8: ID-card photos are kept in Hangzhou. The bucket of the English site is in Singapore and gets product pictures only. */
@Injectable()
export class StorageService {
  private readonly mainland;
  private readonly overseas = new OSS({ ...keys, region: "oss-ap-southeast-1", bucket: "lanternlane-pictures" });

  constructor(config: ShopConfig) {
    this.mainland = new OSS({ ...keys, region: config.ossRegion, bucket: "lanternlane-identity" });
  }

  async saveIdCardPhoto(userId: number, idCardPhoto: Buffer): Promise<string> {
    const key = `identity/${userId}/front.jpg`;
    await this.mainland.put(key, idCardPhoto);
    return key;
  }

  async publishProductPicture(sku: string, picture: Buffer): Promise<void> {
    await this.overseas.put(`products/${sku}.jpg`, picture);
  }
}
