import { Injectable } from "@nestjs/common";
import { ShopConfig } from "../config/config.service";
import type { DirectoryEntry, Employee } from "../domain/employee";
import { PrismaService } from "../prisma/prisma.service";

/**
 * Story 4: the employee directory goes to the holding's head office in Singapore. The exemption for cross-border HR needs labour
 * rules and a collective contract that cover it, and data that is truly needed.
 */
@Injectable()
export class DirectorySync {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: ShopConfig,
  ) {}

  async run(): Promise<void> {
    const employees: Employee[] = await this.prisma.employee.findMany();
    const entries = employees.map(toDirectoryEntry);
    await fetch(new URL("/v1/directory", this.config.peopleUrl), {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ office: "Shanghai", entries }),
    });
  }
}

function toDirectoryEntry({ bankAccount, emergencyContact, ...entry }: Employee): DirectoryEntry {
  return entry;
}
