import { describe, expect, it } from "vitest";
import { check, field } from "./markers.js";

describe("OpenAPI 2.0", () => {
  const yaml = `swagger: "2.0"
info: {title: 用户服务, version: "1"}
host: api.example.com
basePath: /v2
schemes: [https, http]
paths:
  /login:
    post:
      summary: 登录
      parameters:
        - in: formData
          name: ‹POST /login|string›mobile‹›
          type: string
          description: 手机号
          required: true
        - {in: header, name: ‹POST /login›X-Device-Id‹›, type: string}
        - in: body
          name: body
          schema:
            type: object
            properties:
              ‹POST /login.body›password‹›: {type: string}
      responses:
        200:
          description: ok
          headers:
            ‹POST /login.response.200.headers›X-Expires‹›: {type: string, format: date-time}
          schema:
            $ref: '#/definitions/model.User'
definitions:
  model.User:
    type: object
    required: [nickName]
    properties:
      ‹model.User›nickName‹›:
        description: 昵称
        type: string
      ‹model.User|model.Address[]›addresses‹›:
        type: array
        items: {$ref: '#/definitions/model.Address'}
  model.Address:
    type: object
    properties:
      ‹model.Address›street‹›: {type: string, x-nullable: true}
parameters:
  Page: {name: ‹Page|integer(int32)›page‹›, in: query, type: integer, format: int32}
responses:
  Failed:
    description: failed
    schema:
      type: object
      properties:
        ‹Failed›message‹›: {type: string}
`;

  it("finds form fields, body, headers, definitions and shared parameters", () => {
    const document = check(yaml);
    expect(document.version).toBe("2.0");
    expect(document.problems).toEqual([]);
    expect(document.servers.map((server) => server.url)).toEqual(["https://api.example.com/v2", "http://api.example.com/v2"]);
    expect(document.operations).toMatchObject([{
      id: "POST /login", method: "POST", path: "/login",
      request: [{ container: "POST /login" }, { container: "POST /login.body" }], response: [{ container: "model.User" }],
    }]);
    expect(field(document, "model.User", "nickName")).toMatchObject({ type: { isOptional: false, kind: "string" }, comments: [{ text: "昵称", kind: "doc" }] });
    expect(field(document, "model.User", "addresses").type).toMatchObject({ kind: "object", isList: true, reference: "model.Address" });
    expect(field(document, "POST /login", "mobile").attributes[0]).toMatchObject({ name: "in", arguments: ["formData"] });
  });
});

describe("OpenAPI 3.x", () => {
  it("finds parameters, bodies, responses, headers, callbacks and components in YAML", () => {
    const document = check(`openapi: 3.0.3
info: {title: Shop, version: "1"}
servers:
- url: https://{region}.example.com
  variables:
    region:
      default: us
      enum: [us, eu]
paths:
  /orders/{id}:
    servers: [{url: 'https://orders.example.com'}]
    parameters:
    - name: ‹/orders/{id}›id‹›
      in: path
      required: true
      schema: {type: string}
    put:
      operationId: putOrder
      parameters:
      - $ref: '#/components/parameters/Trace'
      - name: ‹putOrder›session‹›
        in: cookie
        schema:
          type: object
          properties:
            ‹putOrder.session›token‹›: {type: string}
      requestBody:
        content:
          multipart/form-data:
            schema:
              properties:
                ‹putOrder.body|string(binary)›photo‹›: {type: string, format: binary}
            encoding:
              photo:
                headers:
                  ‹putOrder.body.photo.headers›X-Kind‹›: {schema: {type: string}}
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
      responses:
        default: {$ref: '#/components/responses/Failed'}
      callbacks:
        shipped:
          '{$request.body#/url}':
            post:
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        ‹POST {$request.body#/url}.body›driver‹›: {type: string}
              responses: {}
components:
  parameters:
    Trace:
      name: ‹Trace›x-trace‹›
      in: header
      schema: {type: string}
  headers:
    ‹Session|string(uuid)›Session‹›: {schema: {type: string, format: uuid}}
  requestBodies:
    NewOrder:
      content:
        application/json:
          schema:
            type: array
            items:
              type: object
              properties:
                ‹NewOrder[]›buyer‹›: {type: string}
  responses:
    Failed:
      description: no
      content:
        application/json:
          schema:
            type: object
            properties:
              ‹Failed›reason‹›: {type: string}
  schemas:
    Order:
      type: object
      properties:
        ‹Order|object›shippingAddress‹›:
          type: object
          properties:
            ‹Order.shippingAddress›street‹›: {type: string}
            ‹Order.shippingAddress|object[]›parts‹›:
              type: array
              items:
                properties:
                  ‹Order.shippingAddress.parts[]›floor‹›: {type: integer}
        ‹Order|object›labels‹›:
          additionalProperties:
            type: object
            properties:
              ‹Order.labels.*›text‹›: {type: string}
          type: object
`);
    expect(document.problems).toEqual([]);
    expect(document.servers).toMatchObject([{ url: "https://{region}.example.com", variables: { region: { default: "us", values: ["us", "eu"] } } }]);
    expect(document.operations.map(({ id, kind }) => `${kind} ${id}`)).toEqual(["callback POST {$request.body#/url}", "path putOrder"]);
    const put = document.operations[1];
    expect(put?.servers.map((server) => server.url)).toEqual(["https://orders.example.com"]);
    expect(put?.request.map((each) => each.container)).toEqual(["/orders/{id}", "putOrder", "Trace", "putOrder.body", "Order"]);
    expect(put?.response.map((each) => each.container)).toEqual(["Failed"]);
    expect(document.text.slice(put?.nameRange.start, put?.nameRange.end)).toBe("put");
    expect(document.containers.find((each) => each.name === "putOrder")?.members.map((each) => each.name)).toEqual(["x-trace", "session"]);
  });

  it("knows all combining keywords of 3.1 and 3.2, webhooks, query operations and local definitions", () => {
    check(`openapi: 3.2.0
info: {title: x, version: "1"}
webhooks:
  newUser:
    post:
      requestBody: {content: {application/json: {schema: {properties: {‹POST newUser.body›email‹›: {type: string}}}}}}
paths:
  /search:
    query:
      operationId: search
      requestBody: {content: {application/json: {itemSchema: {properties: {‹search.body›term‹›: {type: string}}}}}}
components:
  pathItems:
    Shared:
      get: {operationId: shared, parameters: [{name: ‹shared›q‹›, in: querystring, content: {text/plain: {schema: {type: string}}}}]}
  schemas:
    Person:
      allOf: [{$ref: '#/components/schemas/Base'}, {properties: {‹Person›a‹›: {type: string}}}]
      oneOf: [{properties: {‹Person›b‹›: {type: string}}}, {$ref: '#/components/schemas/Base'}]
      anyOf: [{properties: {‹Person›c‹›: {type: string}}}]
      not: {properties: {‹Person›d‹›: {type: string}}}
      if: {properties: {‹Person›e‹›: {const: x}}}
      then: {properties: {‹Person›f‹›: {type: string}}}
      else: {properties: {‹Person›g‹›: {type: string}}}
      dependentSchemas: {card: {properties: {‹Person›h‹›: {type: string}}}}
      patternProperties: {'^x': {properties: {‹Person.*›i‹›: {type: string}}}}
      $defs: {Inner: {properties: {‹Inner›j‹›: {type: string}}}}
      properties: {‹Person|unknown[]›k‹›: {type: array, prefixItems: [{properties: {‹Person.k[]›l‹›: {type: string}}}]}}
    Base: {type: object, properties: {‹Base|string›m‹›: {type: [string, 'null']}, ‹Base|string|integer›n‹›: {type: [string, integer]}}}
`);
  });

  it("reads JSON with the same result", () => {
    const document = check(JSON.stringify({
      openapi: "3.1.0", info: { title: "x", version: "1" },
      paths: { "/a": { get: { parameters: [{ name: "‹GET /a›q‹›", in: "query", schema: { type: "string" } }], responses: {} } } },
      components: { schemas: { User: { type: "object", properties: { "‹User|string(email)›e\u00e9‹›": { type: "string", format: "email" } } } } },
    }, null, 2), "/w/api.json");
    expect(document.problems).toEqual([]);
  });
});

describe("JSON Schema", () => {
  it("names the root by its title, and reads definitions", () => {
    check(`{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Patient", "type": "object", "required": ["name"],
  "properties": {"‹Patient›name‹›": {"type": "string"}, "‹Patient|Contact›contact‹›": {"$ref": "#/$defs/Contact"}},
  "$defs": {"Contact": {"type": "object", "properties": {"‹Contact›phone‹›": {"type": ["string", "null"]}}}}
}`, "/w/patient.json");
  });

  it("names an untitled root by its file", () => {
    check("type: object\nproperties:\n  ‹Visitor›phone‹›: {type: string}\n", "/w/schemas/Visitor.yaml");
  });
});

describe("fragments", () => {
  it("reads schemas and paths by name, collected in a file", () => {
    check("User:\n  type: object\n  properties:\n    ‹User›name‹›: {type: string}\nCode:\n  type: string\n", "/w/schemas.yaml");
    check("/a/{id}:\n  get:\n    operationId: getA\n    parameters: [{name: ‹getA›who‹›, in: query, schema: {type: string}}]\n    responses: {}\n", "/w/paths.yaml");
  });

  it("reads a path item, a parameter and a response on their own", () => {
    check("get:\n  operationId: getIt\n  parameters:\n  - {name: ‹getIt›who‹›, in: query, schema: {type: string}}\n  responses: {}\n", "/w/paths/it.yaml");
    check("name: ‹Who›who‹›\nin: query\nschema: {type: string}\n", "/w/parameters/Who.yaml");
    check("description: x\ncontent:\n  application/json:\n    schema:\n      properties:\n        ‹Found›who‹›: {type: string}\n", "/w/responses/Found.yaml");
  });
});
