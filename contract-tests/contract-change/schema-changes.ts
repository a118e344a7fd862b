import { expect } from "vitest";
import {
  app,
  appOperation,
  type ContractChange,
  json,
  object,
  property,
  ref,
  refused,
  requestBody,
  text,
} from "./contract-edit.js";

export const schemaChanges: Record<string, ContractChange> = {
  "a discriminator, recursion, references in compositions and maps, unknown formats and x-": {
    additions: [
      [
        ["components", "schemas", "Circle"],
        object({
          kind: property("circle", { const: "circle" }),
          size: property(1, { type: "number", format: "half", "x-unit": "cm" }),
        }),
      ],
      [
        ["components", "schemas", "Group"],
        object({
          kind: property("group", { const: "group" }),
          parts: { type: "array", description: "Further shapes.", items: ref("schemas/Shape") },
        }),
      ],
      [
        ["components", "schemas", "Shape"],
        {
          description: "One of two.",
          oneOf: [ref("schemas/Circle"), ref("schemas/Group")],
          discriminator: {
            propertyName: "kind",
            mapping: { circle: "#/components/schemas/Circle", group: "#/components/schemas/Group" },
          },
        },
      ],
      appOperation("/shapes", "put", "putShapes", {
        requestBody: requestBody(
          {
            type: "object",
            description: "Shapes by name.",
            additionalProperties: ref("schemas/Shape"),
          },
          { one: { kind: "circle", size: 1 } },
        ),
      }),
    ],
    types: `
      client.putShapes("app", { a: { kind: "group", parts: [{ kind: "circle", size: 2 }] } });
      // @ts-expect-error a circle has a size
      client.putShapes("app", { a: { kind: "circle" } });`,
    async behaviour(call) {
      const shapes = { a: { kind: "group", parts: [{ kind: "group", parts: [] }] } };
      expect(JSON.parse((await call("putShapes", [app, shapes], 204)).body)).toEqual(shapes);
      const wrong = { a: { kind: "group", parts: [{ kind: "circle" }] } };
      await expect(call("putShapes", [app, wrong])).rejects.toMatchObject(refused);
    },
  },
  "anyOf of required, not beside anyOf, letters in both cases": {
    additions: [
      appOperation("/contacts", "post", "addContact", {
        requestBody: requestBody(
          {
            type: "object",
            description: "A person.",
            anyOf: [{ required: ["email"] }, { required: ["phone"] }],
            properties: {
              email: text,
              phone: text,
              code: {
                ...property("Ab", {
                  type: "string",
                  pattern: "^[A-Za-z]+$",
                  not: { enum: ["no"] },
                  anyOf: [{ minLength: 2 }, { const: "y" }],
                }),
              },
            },
          },
          { email: "text", code: "Ab" },
        ),
      }),
    ],
    types: `client.addContact("app", { phone: "1", code: "aB" });`,
    async behaviour(call) {
      for (const body of [{ email: "a" }, { phone: "1", code: "ABC" }, { phone: "1", code: "y" }]) {
        expect(JSON.parse((await call("addContact", [app, body], 204)).body)).toEqual(body);
      }
      for (const body of [
        {},
        { code: "Ab" },
        { phone: "1", code: "no" },
        { phone: "1", code: "n" },
        { phone: "1", code: "a1" },
      ]) {
        await expect(call("addContact", [app, body])).rejects.toMatchObject(refused);
      }
    },
  },
  "properties that are only read or only written": {
    additions: [
      [
        ["components", "schemas", "Channel"],
        object({
          id: property("c1", { type: "string", readOnly: true }),
          name: text,
          key: property("k1", { type: "string", writeOnly: true }),
        }),
      ],
      appOperation(
        "/channels",
        "post",
        "createChannel",
        {
          requestBody: requestBody(ref("schemas/Channel"), { name: "text", key: "k1" }),
        },
        { "201": json(ref("schemas/Channel"), { id: "c1", name: "text" }) },
      ),
    ],
    types: `
      const channel = client.createChannel("app", { name: "n", key: "k" });
      expectTypeOf<Awaited<typeof channel>["id"]>().toEqualTypeOf<string>();
      // @ts-expect-error never shown
      channel.then(({ key }) => key);
      // @ts-expect-error the service gives the id
      client.createChannel("app", { id: "c1", name: "n", key: "k" });`,
    async behaviour(call) {
      const stored = { id: "c1", name: "n" };
      const { result } = await call("createChannel", [app, { name: "n", key: "k" }], 201, stored);
      expect(result).toEqual(stored);
      await expect(call("createChannel", [app, { name: "n" }])).rejects.toMatchObject(refused);
    },
  },
  "a property without an example, and one that may be null": {
    additions: [
      [
        ["components", "schemas", "Webhook", "properties", "labels"],
        {
          type: "array",
          description: "Any labels.",
          minItems: 1,
          items: { type: "string", pattern: "^[a-z]{3}$" },
        },
      ],
      [
        ["components", "schemas", "Webhook", "properties", "note"],
        property("text", { type: ["string", "null"] }),
      ],
    ],
    types: `
      client.getWebhook("app", "msg_1").then(({ labels, note }) => {
        expectTypeOf(labels).toEqualTypeOf<string[] | undefined>();
        expectTypeOf(note).toEqualTypeOf<string | null | undefined>();
      });`,
    async behaviour(call) {
      const webhook = {
        id: "msg_1",
        name: "n",
        url: "https://a.example",
        eventTypes: [],
        isActive: true,
        labels: ["abc"],
        note: null,
      };
      const page = { webhooks: [webhook], cursors: {} };
      expect((await call("listWebhooks", [app], 200, page)).result).toEqual(page);
      const wrong = { webhooks: [{ ...webhook, labels: ["A"] }], cursors: {} };
      await expect(call("listWebhooks", [app], 200, wrong)).rejects.toMatchObject({
        code: "invalid_response",
      });
    },
  },
  "keywords that few contracts use": {
    additions: [
      appOperation("/rules", "post", "addRule", {
        requestBody: requestBody(
          {
            type: "object",
            description: "A rule.",
            properties: {
              kind: text,
              limit: property(1, { type: "integer" }),
              list: {
                type: "array",
                description: "A list.",
                contains: { const: "a" },
                items: { type: "string" },
              },
              pair: {
                type: "array",
                description: "A pair.",
                prefixItems: [{ type: "string" }, { type: "integer" }],
                items: false,
              },
            },
            dependentRequired: { limit: ["kind"] },
            if: { properties: { kind: property("loose", { const: "loose" }) } },
            else: { required: ["limit"], properties: { limit: property(1, { minimum: 1 }) } },
            unevaluatedProperties: false,
          },
          { kind: "strict", limit: 1, list: ["a"], pair: ["a", 1] },
        ),
      }),
    ],
    types: `client.addRule("app", { kind: "strict", limit: 1, pair: ["a", 1] });`,
    async behaviour(call) {
      const body = { kind: "strict", limit: 1, list: ["b", "a"], pair: ["a", 1] };
      expect(JSON.parse((await call("addRule", [app, body], 204)).body)).toEqual(body);
      for (const wrong of [
        { limit: 1 },
        { kind: "strict" },
        { list: ["b"] },
        { pair: ["a", 1, 2] },
        { other: 1 },
      ]) {
        await expect(call("addRule", [app, wrong])).rejects.toMatchObject(refused);
      }
    },
  },
};
