// What the generated business deals with.

/** Lines of business; a package is one of them with a number. */
export const domains = ["billing", "booking", "campaigns", "cargo", "catalogue", "claims", "clinic", "courses", "delivery", "fleet", "insurance", "inventory", "leasing", "loyalty", "payroll", "procurement", "returns", "scheduling", "support", "ticketing"] as const;

/** Entities that are persons. */
export const persons = ["Customer", "Patient", "Employee", "Driver", "Student", "Tenant", "Member", "Guest", "Courier", "Applicant", "Subscriber", "Passenger"] as const;

/** Entities that are not. */
export const things = ["Shipment", "Ledger", "Warehouse", "Voucher", "Schedule", "Batch", "Tariff", "Vehicle", "Contract", "Ticket", "Route", "Quota", "Pallet", "Reading", "Channel", "Bundle"] as const;

export interface FieldShape {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "Date";
  readonly prisma: string;
}

/** Fields that are personal information, whoever reads them. */
export const personalFields: readonly FieldShape[] = [
  { name: "email", type: "string", prisma: "String" },
  { name: "phone", type: "string", prisma: "String @db.VarChar(20)" },
  { name: "fullName", type: "string", prisma: "String" },
  { name: "idCardNumber", type: "string", prisma: "String @db.Char(18)" },
  { name: "homeAddress", type: "string", prisma: "String" },
  { name: "birthDate", type: "Date", prisma: "DateTime" },
  { name: "passportNumber", type: "string", prisma: "String" },
  { name: "bankAccountNumber", type: "string", prisma: "String" },
];

/** Fields that are not. */
export const plainFields: readonly FieldShape[] = [
  { name: "status", type: "string", prisma: "String" },
  { name: "revision", type: "number", prisma: "Int" },
  { name: "isArchived", type: "boolean", prisma: "Boolean" },
  { name: "createdAt", type: "Date", prisma: "DateTime" },
  { name: "updatedAt", type: "Date", prisma: "DateTime" },
  { name: "currencyCode", type: "string", prisma: "String" },
  { name: "priority", type: "number", prisma: "Int" },
  { name: "weightGrams", type: "number", prisma: "Int" },
  { name: "batchCode", type: "string", prisma: "String" },
  { name: "capacity", type: "number", prisma: "Int" },
  { name: "isEnabled", type: "boolean", prisma: "Boolean" },
  { name: "unitPrice", type: "number", prisma: "Float" },
  { name: "warehouseZone", type: "string", prisma: "String" },
  { name: "itemCount", type: "number", prisma: "Int" },
];

export interface Entity {
  /** "Customer3". */
  readonly name: string;
  /** "customer3". */
  readonly variable: string;
  readonly isPerson: boolean;
  readonly fields: readonly FieldShape[];
}

export interface DomainPackage {
  /** "billing-3"; imported as "@acme/billing-3". */
  readonly name: string;
  readonly entities: readonly Entity[];
  /** Packages before it that it uses, the nearest last. */
  readonly uses: readonly DomainPackage[];
}
