import { Injectable } from "@nestjs/common";
import axios from "axios";
import { ShopConfig } from "../config/config.service";
import type { OpenTicketDto } from "../dto/ticket.dto";

/**
 * Story 5: tickets are answered by a desk in the United States. A photo of an ID card is sensitive, and sensitive data has no floor:
 * one person is enough for a contract or a certificate.
 */
@Injectable()
export class DeskClient {
  constructor(private readonly config: ShopConfig) {}

  async createTicket(subject: string, comment: string): Promise<void> {
    await this.post({ ticket: { subject, comment: { body: comment } } });
  }

  async createIdentityTicket(ticket: OpenTicketDto): Promise<void> {
    await this.post({
      ticket: {
        subject: ticket.subject,
        comment: { body: `${ticket.body}\nCall back: ${ticket.callbackPhone}` },
        custom_fields: [{ id: 36001, value: ticket.idCardPhotoUrl }],
      },
    });
  }

  private async post(payload: unknown): Promise<void> {
    await axios.post(`${this.config.deskUrl}/tickets.json`, payload, { auth: { username: "shop/token", password: process.env.DESK_TOKEN ?? "" } });
  }
}
