import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { describe, expect, it } from "vitest";
import type { Document } from "../contract/document.js";
import { generateWebhooksFile } from "./webhooks-file.js";

const contract = join(import.meta.dirname, "../../generated/openapi.json");
const document: Document = JSON.parse(await readFile(contract, "utf8"));
const files = await generateWebhooksFile(document);
const schema = JSON.parse(files["webhooks-file.schema.json"] ?? "");

const webhook = {
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  validationSecret: "env:SECRET",
  headers: { Authorization: "file:./authorization" },
};
const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const fileWith = (changed: object) => ({
  version: 1,
  apps: { [appId]: { webhooks: { Push: { ...webhook, ...changed } } } },
});

describe("the schema of the file with webhooks as code", () => {
  // What an editor does: it has nothing but this schema.
  const isFile = new Ajv2020({ formats: fullFormats, strictTypes: false }).compile(schema);

  it("accepts webhooks, and an editor's reference to the schema", () => {
    expect(isFile({ $schema: "./schema.json", defaults: webhook, ...fileWith({}) })).toBe(true);
  });

  it.each<[string, object]>([
    ["an unknown property", { evntTypes: [] }],
    ["a name, which is the key", { name: "Push" }],
    ["a secret", { validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O" }],
    ["the value of a header", { headers: { Authorization: "Bearer 1" } }],
    ["headers as the API has them", { headers: [{ key: "A", value: "env:A" }] }],
    ["a reserved header", { headers: { "content-Type": "env:A" } }],
  ])("refuses %s", (_, changed) => {
    expect(isFile(fileWith(changed))).toBe(false);
  });

  it("describes every property, for completion in editors", () => {
    const { properties } = schema.$defs.WebhookInFile;
    expect(Object.keys(properties)).toEqual(
      Object.keys(document.components.schemas.WebhookInput?.properties ?? {}).slice(1),
    );
    for (const { description, $ref } of Object.values<Record<string, string>>(properties)) {
      // A property says what it is itself, or through the definition that it refers to.
      const definition = schema.$defs[$ref?.replace("#/$defs/", "") ?? ""];
      expect(description ?? definition?.description).toMatch(/\w/);
    }
  });
});

describe("generateWebhooksFile", () => {
  it("takes over what a schema is composed of, without what only responses have", async () => {
    const copy = structuredClone(document);
    const { schemas } = copy.components;
    schemas.WebhookInput = {
      allOf: [schemas.WebhookInput ?? {}, { $ref: "#/components/schemas/Extra" }],
    };
    schemas.Extra = {
      properties: { retries: { type: "integer" }, since: { type: "string", readOnly: true } },
    };
    const { "webhooks-file.schema.json": text = "" } = await generateWebhooksFile(copy);
    const { properties } = JSON.parse(text).$defs.WebhookInFile;
    expect(properties).toMatchObject({ url: {}, retries: { type: "integer" } });
    expect(properties).not.toHaveProperty("since");
  });

  it("makes nothing of a contract that cannot create webhooks", async () => {
    expect(await generateWebhooksFile({ ...document, paths: {} })).toEqual({});
  });
});
