import { ShopConfig } from "../config/config.service";
import { postJson } from "./partner-http";

/** Second wrapper: adds the partner's address, still knows nothing of the data. */
export class LabelClient {
  constructor(private readonly config: ShopConfig) {}

  call(path: string, data: Record<string, unknown>): Promise<unknown> {
    return postJson(`${this.config.labelPartnerUrl}${path}`, data, process.env.LABEL_TOKEN);
  }
}
