import { Body, Controller, Post } from "@nestjs/common";
import { OpenTicketDto } from "../dto/ticket.dto";
import { DeskClient } from "./desk.client";

@Controller("v1/tickets")
export class SupportController {
  constructor(private readonly desk: DeskClient) {}

  @Post()
  async open(@Body() ticket: OpenTicketDto): Promise<void> {
    if (ticket.idCardPhotoUrl === undefined) {
      await this.desk.createTicket(ticket.subject, ticket.body);
      return;
    }
    await this.desk.createIdentityTicket(ticket);
  }
}
