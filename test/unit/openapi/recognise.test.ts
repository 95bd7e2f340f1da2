import { describe, expect, it } from "vitest";
import { recogniseOpenApi } from "../../../server/src/schemas/openapi/index.js";

describe("recogniseOpenApi", () => {
  it.each([
    ["openapi", "openapi: 3.0.3\ninfo: {}\npaths: {}\n"],
    ["openapi", "# header\n---\nopenapi: '3.1.0'\n"],
    ["openapi", "\uFEFFswagger: \"2.0\"\r\ninfo: {}\r\n"],
    ["openapi", "info:\n  title: openapi comes late\ntags:\n- name: x\nopenapi: 3.2.0\n"],
    ["openapi", '{"openapi":"3.0.0","info":{}}'],
    ["openapi", '\uFEFF{\n  "info": {"title": "x"},\n  "swagger": "2.0"\n}'],
    ["openapi", "get:\n  responses:\n    '200': {description: ok}\n"],
    ["openapi", "name: id\nin: path\nschema: {type: string}\n"],
    ["openapi", "description: ok\ncontent:\n  application/json:\n    schema: {$ref: x.yaml}\n"],
    ["json-schema", '{"$schema":"http://json-schema.org/draft-07/schema#","type":"string"}'],
    ["json-schema", '{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{}}'],
    ["json-schema", "type: object\nproperties:\n  a: {type: string}\n"],
    ["json-schema", '{"type":"array","items":{"type":"string"}}'],
    ["json-schema", "User:\n  # a person\n  type: object\n  properties:\n    a: {type: string}\nCode:\n  type: string\n"],
    ["openapi", "/a/{id}:\n  get:\n    responses: {}\n"],
    ["json-schema", '{"$defs":{"A":{"type":"object"}}}'],
  ])("takes for %s: %j", (dialect, text) => {
    expect(recogniseOpenApi(text, "/w/any.txt")).toBe(dialect);
  });

  it.each([
    ["nothing", ""],
    ["package.json", '{"name":"openapi-tools","version":"1.0.0","scripts":{"schema":"x"},"type":"module"}'],
    ["package-lock.json", '{"name":"x","lockfileVersion":3,"packages":{"node_modules/openapi":{"version":"3.0.0"}}}'],
    ["tsconfig.json", '{"$schema":"https://json.schemastore.org/tsconfig","compilerOptions":{"types":[]}}'],
    ["Kubernetes resource", "apiVersion: v1\nkind: ConfigMap\ndata:\n  openapi: 3.0.0\nproperties: {}\n"],
    ["custom resource definition", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  versions:\n  - schema:\n      openAPIV3Schema: {type: object, properties: {}}\n"],
    ["docker-compose", "version: '3.1'\nservices:\n  swagger:\n    image: swaggerapi/swagger-ui\n"],
    ["pnpm lock", "lockfileVersion: '9.0'\npackages:\n  openapi-types@1.0.0:\n    resolution: {integrity: x}\n"],
    ["GeoJSON", '{"type":"Feature","properties":{"name":"x"},"geometry":null}'],
    ["data that has properties", '{"type":"object-store","properties":{}}'],
    ["Postman collection", '{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}'],
    ["GitHub workflow", "name: x\non:\n  push:\n    branches: [main]\njobs:\n  type:\n    properties: x\n"],
    ["Ansible options", "user:\n  type: str\n  description: who\nage:\n  type: int\n  properties: none\n"],
    ["text", "The openapi: 3.0.0 format is described elsewhere.\n"],
    ["locale file", '{"get":"Get","post":"Post","responses":"Responses"}'],
  ])("leaves %s alone", (_name, text) => {
    expect(recogniseOpenApi(text, "/w/openapi.yaml")).toBeUndefined();
  });
});
