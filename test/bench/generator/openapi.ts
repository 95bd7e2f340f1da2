import type { DomainPackage, Entity } from "./words.js";

/** The OpenAPI document of a package: a path and a schema an entity. */
export function openApiFile({ name, entities }: DomainPackage): string {
  return `openapi: 3.1.0
info:
  title: ${name}
  version: "1"
servers:
  - url: https://api.acme.example.cn/${name}
paths:
${entities.map(pathOf).join("")}components:
  schemas:
${entities.map(schemaOf).join("")}`;
}

function pathOf({ name, variable }: Entity): string {
  return `  /${variable}/{id}:
    get:
      operationId: get${name}
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "200":
          description: The ${variable}
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${name}" }
    post:
      operationId: change${name}
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/${name}" }
      responses:
        "200": { description: Changed }
`;
}

function schemaOf({ name, fields }: Entity): string {
  const properties = fields.map(({ name: field, type }) => `        ${field}:\n          type: ${type === "Date" ? "string" : type}${type === "Date" ? "\n          format: date-time" : field === "email" ? "\n          format: email" : ""}\n`).join("");
  return `    ${name}:\n      type: object\n      required: [id]\n      properties:\n        id: { type: integer }\n${properties}`;
}
