import { Injectable } from "@nestjs/common";
import type { LoyaltyMember } from "../domain/customer";
import { PrismaService } from "../prisma/prisma.service";
import { events, profiles } from "./klaviyo.client";

/**
 * Story 3: member letters through a mailing service in the United States. No exemption for a contract fits; what applies depends
 * on how many persons were exported since 1 January. Change `exporter.persons-exported` in borderline.yaml and watch the route move.
 */
@Injectable()
export class LoyaltyService {
  constructor(private readonly prisma: PrismaService) {}

  async syncMember(member: LoyaltyMember): Promise<void> {
    await profiles.createOrUpdateProfile({
      data: {
        type: "profile",
        attributes: {
          email: member.email,
          firstName: member.name,
          externalId: member.memberNo,
          properties: { tier: member.tier, points: member.points },
        },
      },
    });
  }

  async birthdayMonth(): Promise<void> {
    const accounts = await this.prisma.loyaltyAccount.findMany({ where: { optIn: true }, include: { user: true } });
    for (const { user, points } of accounts) {
      const email = user.email;
      await events.createEvent({
        data: {
          type: "event",
          attributes: {
            metric: { data: { type: "metric", attributes: { name: "Birthday month" } } },
            profile: { data: { type: "profile", attributes: { email } } },
            properties: { points },
          },
        },
      });
    }
  }
}
