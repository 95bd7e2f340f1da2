import type { Order } from "../domain/order";
import { LabelClient } from "./label-client";

/**
 * Story 9: two wrappers in two files between the data and the network. The finding stands here, where a developer can change what is
 * sent, and the wrappers are hops of its trace.
 */
export class ShippingService {
  constructor(private readonly labels: LabelClient) {}

  async track(order: Order, trackingNo: string): Promise<void> {
    await this.labels.call("/trackings", {
      tracking: {
        tracking_number: trackingNo,
        order_id: order.orderNo,
        customer_name: order.customer.name,
        emails: [order.customer.email],
        smses: [order.address.phone],
      },
    });
  }

  async stop(trackingNo: string): Promise<void> {
    await this.labels.call("/trackings/stop", { tracking_number: trackingNo });
  }
}
