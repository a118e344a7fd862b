import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { WebhookInput } from "../../src/index.js";
import { verify } from "../../src/receiver/index.js";
import type { Request } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { deliveryRecorder } from "../run/recording.js";
import { type Fixture, scenario } from "./scenario-check.js";

/** What a target sends over the wire. */
export const sentDeliveryChecks = (context: SuiteContext): Check[] =>
  deliveries(context.contract).flatMap((delivery) => [
    ...contentChecks(context, delivery),
    ...attemptChecks(context, delivery),
  ]);

function contentChecks(context: SuiteContext, delivery: Operation): Check[] {
  const check = checkFactory(context, delivery);
  return [
    check("keeps the contract", async ({ received }) => {
      const [request] = await received(1);
      assert.deepEqual(context.oracle.validateRequest(delivery, request), []);
      assert.equal(request.method.toLowerCase(), delivery.method);
      assert.equal(request.headers.accept, "*/*");
    }),
    check("is signed with the webhook's secret", async ({ received, verify, webhook, other }) => {
      const [request] = await received(1);
      assert.equal(await verify(request, webhook.validationSecret), "signed");
      assert.equal(await verify(request, other.validationSecret), "no_match");
    }),
    check(
      "is signed with the new secret once the secret has changed",
      async ({ update, received, verify, other: { validationSecret } }) => {
        await update({ validationSecret });
        const [request] = await received(1);
        assert.equal(await verify(request, validationSecret), "signed");
      },
    ),
    check("carries the webhook's custom headers", async ({ received, webhook }) => {
      const [request] = await received(1);
      const { headers = [] } = webhook;
      assert.ok(headers.length > 0, "the example has custom headers");
      for (const { key, value } of headers) {
        assert.equal(request.headers[key.toLowerCase()], value);
      }
    }),
    check("goes to webhooks that subscribe to it alone", async ({ update, received }) => {
      await update({ eventTypes: ["another.event"] });
      await received(0);
    }),
    check("goes to active webhooks alone", async ({ update, received }) => {
      await update({ isActive: false });
      await received(0);
    }),
    check("does not go to a webhook that was deleted", async ({ remove, received }) => {
      await remove();
      await received(0);
    }),
  ];
}

function attemptChecks(context: SuiteContext, delivery: Operation): Check[] {
  const check = checkFactory(context, delivery);
  return [
    check(
      "is sent again after a failure, with the same id at a later time",
      async ({ received, verify, webhook }) => {
        const attempts = await received(3);
        const [{ body, headers }] = attempts;
        let last = 0;
        for (const attempt of attempts) {
          assert.deepEqual(context.oracle.validateRequest(delivery, attempt), []);
          assert.equal(attempt.headers["webhook-id"], headers["webhook-id"]);
          assert.equal(attempt.body, body);
          const timestamp = Number(attempt.headers["webhook-timestamp"]);
          assert.ok(timestamp > last, "each attempt has a later time");
          last = timestamp;
          assert.equal(await verify(attempt, webhook.validationSecret), "signed");
        }
      },
      [500, 404],
    ),
    check(
      "is sent again after a redirect, which is not followed",
      async ({ received }) => {
        for (const { path } of await received(2)) assert.equal(path.target, "/webhooks");
      },
      [307],
    ),
  ];
}

/** A webhook that subscribes to a delivery. */
interface Subscription {
  webhook: WebhookInput;
  /** Other settings. */
  other: WebhookInput;
  update(changes: Partial<WebhookInput>): Promise<void>;
  remove(): Promise<void>;
  /** Makes the event happen, and gives the requests that arrived, which have to be this many. */
  received(count: number): Promise<[Request, ...Request[]]>;
  /** What the receiver finds in the signature of a request. */
  verify(request: Request, secret: string): Promise<string>;
}

/** @returns a function that makes checks; `statuses` are the responses to the first requests */
const checkFactory =
  (context: SuiteContext, delivery: Operation) =>
  (name: string, perform: (subscription: Subscription) => Promise<void>, statuses?: number[]) => {
    const withServer = async (fixture: Fixture) => {
      const server = await startReceivingServer(statuses);
      try {
        await perform(await subscribe(fixture, delivery, server));
      } finally {
        server.close();
      }
    };
    return scenario(context, delivery.operationId, name, withServer, ["deliveries"]);
  };

async function subscribe(
  { target, client, app, first, second: other }: Fixture,
  { path: eventType }: Operation,
  { url, received }: { url: string; received: Request[] },
): Promise<Subscription> {
  const { deliveries: sender } = target;
  assert.ok(sender, `${target.name} can be made to send deliveries`);
  const webhook = { ...first, url, eventTypes: [eventType] };
  const { id } = await client.createWebhook(app, webhook);
  return {
    webhook,
    other,
    async update(changes) {
      await client.updateWebhook(app, id, { ...webhook, ...changes });
    },
    async remove() {
      await client.deleteWebhook(app, id);
    },
    async received(count) {
      await sender.trigger(app, eventType);
      await sender.settled();
      assert.equal(received.length, count);
      // The number is known now, but not to the compiler.
      return received as [Request, ...Request[]];
    },
    async verify({ headers, body = "" }, secret) {
      // An hour, because a target's clock may run fast.
      const options = { secrets: secret, now: sender.now, tolerance: 3_600 };
      const result = await verify({ headers, body }, options);
      return result.ok ? "signed" : result.code;
    },
  };
}

/**
 * Takes what arrives at a port of this machine.
 *
 * @param statuses - of the first responses; after the last of them 204
 * @returns its URL, and what arrived, in its order
 */
async function startReceivingServer(statuses: number[] = []) {
  const received: Request[] = [];
  const answers = [...statuses];
  const record = deliveryRecorder();
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming);
    received.push(request);
    const status = answers.shift() ?? 204;
    // A redirect leads back here, so that following it is noticed.
    outgoing.writeHead(status, status >= 300 && status < 400 ? { location: "/redirected" } : {});
    outgoing.end();
    record({
      method: request.method,
      url: `http://${request.headers.host}${request.path.target}`,
      requestHeaders: request.headers,
      requestBody: request.body ?? "",
      status,
      responseHeaders: {},
      responseBody: "",
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "",
    path: { target: incoming.url ?? "" },
    query: {},
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  };
}
