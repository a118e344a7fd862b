import { expect } from "vitest";
import {
  app,
  appOperation,
  type ContractChange,
  object,
  property,
  ref,
  refused,
  requestBody,
} from "./contract-edit.js";

/** An event as the example of the new delivery shows it. */
const happened = { eventType: "example.happened", exampleId: "e1" };

type Receiver = typeof import("../../src/receiver/index.js");
type Sandbox = typeof import("../../src/sandbox/index.js");

export const documentChanges: Record<string, ContractChange> = {
  "a schema without further properties": {
    additions: [
      [["components", "schemas", "WebhookInput", "additionalProperties"], false],
      [["components", "schemas", "PackageUploadedEvent", "additionalProperties"], false],
    ],
    types: "",
    async behaviour(call, { load }) {
      const body = {
        name: "Push",
        url: "https://some.domain.com/webhooks",
        eventTypes: ["teamserver.push"],
        isActive: true,
        validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
      };
      const sent = await call("createWebhook", [app, body], 200, { id: "msg_1", ...body });
      expect(JSON.parse(sent.body)).toEqual(body);
      await expect(call("createWebhook", [app, { ...body, more: 1 }])).rejects.toMatchObject(
        refused,
      );
      const { deliveries } = await load("generated/deliveries.ts");
      const { deliveryBodies } = await load("generated/examples.ts");
      const { "package.uploaded": isValid } = deliveries as Record<
        string,
        (body: unknown) => boolean
      >;
      const { "package.uploaded": shown } = deliveryBodies as Record<string, object>;
      expect(Object.values(shown ?? {}).map((event) => isValid?.(event))).toEqual([true]);
    },
  },
  "variables of the server": {
    additions: [
      [
        ["servers"],
        [
          {
            url: "https://webhook-portal.{place}.mendix.com/api/v1",
            description: "Production",
            variables: { place: { default: "home", description: "Where it stands." } },
          },
        ],
      ],
    ],
    types: "",
    async behaviour(call) {
      const { url } = await call("deleteWebhook", [app, "msg_1"]);
      expect(url).toMatch(/^https:\/\/webhook-portal\.home\.mendix\.com\/api\/v1\/apps\//);
    },
  },
  "a deprecated operation and a deprecated property": {
    additions: [
      appOperation("/pushes", "post", "pushOnce", {
        deprecated: true,
        requestBody: requestBody(
          object({ branch: property("main", { type: "string", deprecated: true }) }),
          { branch: "main" },
        ),
      }),
    ],
    types: `client.pushOnce("app", { branch: "main" });`,
    async behaviour(_, { read }) {
      const client = await read("generated/client.ts");
      const schema = await read("generated/schema.d.ts");
      expect(client).toMatch(/@deprecated\n {3}\*\/\n {2}pushOnce\(/);
      expect(schema).toMatch(/@deprecated[^/]*\*\/\s*branch: string;/);
    },
  },
  "a new delivery": {
    additions: [
      [
        ["components", "schemas", "ExampleHappened"],
        object({
          eventType: property("example.happened", { const: "example.happened" }),
          exampleId: property("e1", { type: "string" }),
        }),
      ],
      [
        ["webhooks", "example.happened"],
        {
          post: {
            operationId: "deliverExampleHappened",
            summary: "An example happened",
            description: "Sent after an example happened.",
            tags: ["Deliveries"],
            security: [],
            parameters: ["Id", "Timestamp", "Signature"].map((name) =>
              ref(`parameters/Delivery${name}`),
            ),
            requestBody: requestBody(ref("schemas/ExampleHappened"), happened),
            responses: {
              "2XX": ref("responses/DeliveryAccepted"),
              default: ref("responses/DeliveryRefused"),
            },
          },
        },
      ],
    ],
    types: `
      createReceiver({
        secrets: "secret",
        on: {
          "example.happened": ({ exampleId }) => {
            expectTypeOf(exampleId).toEqualTypeOf<string>();
          },
        },
      });`,
    async behaviour(_, { load }) {
      const { createReceiver } = (await load("src/receiver/index.ts")) as object as Receiver;
      const { createSandbox } = (await load("src/sandbox/index.ts")) as object as Sandbox;
      const received: unknown[] = [];
      const secrets = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
      const receiver = createReceiver({
        secrets,
        on: Object.fromEntries([[happened.eventType, (event: unknown) => received.push(event)]]),
      });
      const sandbox = await createSandbox({ port: "none", deliveries: { send: receiver } });
      const webhook = {
        name: "Examples",
        url: "https://some.domain.com/webhooks",
        eventTypes: [happened.eventType],
        isActive: true,
        validationSecret: secrets,
      };
      const created = await sandbox.fetch(
        new Request(`${sandbox.url}/apps/${app}/webhooks`, {
          method: "POST",
          headers: { authorization: "MxToken token", "content-type": "application/json" },
          body: JSON.stringify(webhook),
        }),
      );
      expect(created.status).toBe(200);
      sandbox.trigger(app, { type: happened.eventType });
      await sandbox.settled();
      await sandbox.close();
      expect(received).toEqual([expect.objectContaining({ eventType: happened.eventType })]);
    },
  },
};
