import { createHash } from "node:crypto";
import type { DeviceIdentifiers } from "../domain/device";

interface Conversion {
  device: DeviceIdentifiers;
  mobile: string;
  orderTotalFen: number;
}

/**
 * Story 7: device identifiers and a hashed phone number go to a foreign ad network. A hash of a phone number can be guessed back, so
 * it is de-identified at most and still personal information (PIPL Art. 73).
 */
export async function reportConversion({ device, mobile, orderTotalFen }: Conversion): Promise<void> {
  const hashedPhone = createHash("sha256").update(mobile).digest("hex");
  await fetch("https://graph.facebook.com/v21.0/1234567890/events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      data: [
        {
          event_name: "Purchase",
          user_data: { ph: hashedPhone, madid: device.idfa ?? device.oaid },
          custom_data: { value: orderTotalFen / 100, currency: "CNY", model: device.phoneModel },
        },
      ],
    }),
  });
}
