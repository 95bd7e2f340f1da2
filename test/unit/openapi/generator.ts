// Generates OpenAPI documents of realistic shape and any size, the same for the same arguments.

const nouns = ["Customer", "Order", "Invoice", "Shipment", "Employee", "Ticket", "Warehouse", "Coupon", "Payment", "Address"];
const properties: readonly (readonly [string, Record<string, unknown>])[] = [
  ["id", { type: "string", format: "uuid", description: "Key of the record" }],
  ["email", { type: "string", format: "email", description: "Where we write to. May be empty: then nothing is sent.", example: "li.lei@example.com" }],
  ["phone", { type: "string", description: "联系电话", pattern: "^1[3-9]\\d{9}$", maxLength: 11 }],
  ["status", { type: "string", enum: ["active", "closed", "suspended"] }],
  ["created_at", { type: "string", format: "date-time" }],
  ["amount", { type: "number", format: "double", minimum: 0 }],
  ["note", { type: "string", nullable: true, description: "Free text of the clerk.\nIt may have several lines,\nlike this one." }],
  ["tags", { type: "array", items: { type: "string" } }],
  ["shipping", { type: "object", description: "Where it goes", properties: { street: { type: "string" }, city: { type: "string" }, postcode: { type: "string", maxLength: 10 } } }],
];

/** A version 3.0 document of about this many characters. */
export function generateOpenApi(language: "yaml" | "json", length: number): string {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  const sample = JSON.stringify(schemaOf(0), null, 2).length + JSON.stringify(pathOf(0), null, 2).length;
  // Two-space JSON is longer once nested; YAML is shorter.
  const count = Math.max(1, Math.round(length / (sample * (language === "json" ? 1.26 : 0.853))));
  for (let i = 0; i < count; i++) {
    schemas[nameOf(i)] = schemaOf(i);
    paths[`/${nouns[i % nouns.length]?.toLowerCase()}s-${i}/{id}`] = pathOf(i);
  }
  const document = {
    openapi: "3.0.3", info: { title: "Shop", version: "1.0.0" }, servers: [{ url: "https://api.example.com/v1" }], paths, components: { schemas },
  };
  return language === "json" ? JSON.stringify(document, null, 2) : toYaml(document);
}

function nameOf(index: number): string {
  return `${nouns[index % nouns.length]}${index}`;
}

function schemaOf(index: number): unknown {
  const own = Object.fromEntries(properties.slice(index % 2).map(([name, schema]) => [name, schema]));
  return {
    type: "object", description: `Record number ${index} of the shop`, required: ["id", "email"],
    properties: { ...own, parent: { $ref: `#/components/schemas/${nameOf(Math.max(0, index - 1))}` } },
  };
}

function pathOf(index: number): unknown {
  const schema = { $ref: `#/components/schemas/${nameOf(index)}` };
  return {
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    get: { operationId: `get${nameOf(index)}`, responses: { "200": { description: "Found", content: { "application/json": { schema } } } } },
    put: {
      operationId: `put${nameOf(index)}`, summary: "Replaces the record",
      parameters: [{ name: "X-Client-Ip", in: "header", description: "Address of the caller", schema: { type: "string" } }],
      requestBody: { content: { "application/json": { schema } } }, responses: { "204": { description: "Replaced" } },
    },
  };
}

/** Block-style YAML of plain data; arrays of scalars in flow style. */
export function toYaml(value: unknown): string {
  return lines(value, "").join("\n") + "\n";
}

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => {
    const [first, ...rest] = lines(item, `${indent}  `);
    return [`${indent}- ${(first ?? "").trimStart()}`, ...rest];
  });
  return Object.entries(value as Record<string, unknown>).flatMap(([key, item]) => entry(key, item, indent));
}

function entry(key: string, item: unknown, indent: string): string[] {
  const head = `${indent}${/^[\w$-]+$/.test(key) && !/^\d/.test(key) ? key : `'${key}'`}:`;
  if (typeof item === "string" && item.includes("\n")) return [`${head} |`, ...item.split("\n").map((line) => `${indent}  ${line}`)];
  if (Array.isArray(item) && item.every((each) => typeof each !== "object")) return [`${head} [${item.join(", ")}]`];
  if (typeof item === "object" && item !== null) return [head, ...lines(item, `${indent}  `)];
  const text = String(item);
  return [`${head} ${typeof item === "string" && /^[\w./-][\w .()/-]*$/.test(text) ? text : JSON.stringify(item)}`];
}
