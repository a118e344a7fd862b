import assert from "node:assert/strict";
import { deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { WebhookInput } from "../../src/index.js";
import { verify } from "../../src/receiver/index.js";
import type { Request } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import { startReceivingServer } from "../run/receiving-server.js";
import { type Fixture, scenario } from "./scenario-check.js";

/** What a target really sends, over the wire, to somebody who listens. */
export function sentDeliveryChecks(context: SuiteContext): Check[] {
  return deliveries(context.contract).flatMap((delivery) => {
    const sent = (name: string, perform: Perform, statuses?: number[]) =>
      check(context, delivery, name, perform, statuses);
    const failed = "is sent again after a failure, with the same id at a later time";
    const redirected = "is sent again after a redirect, which is not followed";
    return [
      sent("keeps the contract", (sending) => keepsContract(context, delivery, sending)),
      sent("is signed with the webhook's secret", isSigned),
      sent("is signed with the new secret once the secret has changed", isSignedAnew),
      sent("carries the webhook's custom headers", carriesHeaders),
      sent("goes to webhooks that subscribe to it alone", goesToSubscribers),
      sent("goes to active webhooks alone", goesToActive),
      sent("does not go to a webhook that was deleted", goesNotToDeleted),
      sent("is not sent again once it has arrived", arrivesOnce),
      sent(failed, (sending) => isRepeated(context, delivery, sending), [500, 404]),
      sent(redirected, staysWhereItIs, [307]),
    ];
  });
}

type Perform = (sending: Sending) => Promise<void>;

async function keepsContract({ oracle }: SuiteContext, delivery: Operation, sending: Sending) {
  const [request] = await sending.received(1);
  assert.deepEqual(oracle.validateRequest(delivery, request), []);
  assert.equal(request.method.toLowerCase(), delivery.method);
  assert.equal(request.headers.accept, "*/*");
}

async function isSigned({ received, verify, webhook, other }: Sending): Promise<void> {
  const [request] = await received(1);
  assert.deepEqual(await verify(request, webhook.validationSecret), signed);
  assert.deepEqual(await verify(request, other.validationSecret), "no_match");
}

async function isSignedAnew({ update, received, verify, other }: Sending): Promise<void> {
  const { validationSecret } = other;
  await update({ validationSecret });
  const [request] = await received(1);
  assert.equal(await verify(request, validationSecret), signed);
}

async function carriesHeaders({ received, webhook }: Sending): Promise<void> {
  const [request] = await received(1);
  const { headers = [] } = webhook;
  assert.ok(headers.length > 0, "the example has custom headers");
  for (const { key, value } of headers) {
    assert.equal(request.headers[key.toLowerCase()], value);
  }
}

async function goesToSubscribers({ update, received }: Sending): Promise<void> {
  await update({ eventTypes: ["another.event"] });
  await received(0);
}

async function goesToActive({ update, received }: Sending): Promise<void> {
  await update({ isActive: false });
  await received(0);
}

async function goesNotToDeleted({ remove, received }: Sending): Promise<void> {
  await remove();
  await received(0);
}

async function arrivesOnce({ received }: Sending): Promise<void> {
  await received(1);
}

async function staysWhereItIs({ received }: Sending): Promise<void> {
  for (const { path } of await received(2)) assert.equal(path.target, "/webhooks");
}

/** Every attempt is the same delivery, signed anew. */
async function isRepeated({ oracle }: SuiteContext, delivery: Operation, sending: Sending) {
  const attempts = await sending.received(3);
  const [{ body, headers }] = attempts;
  let last = 0;
  for (const attempt of attempts) {
    assert.deepEqual(oracle.validateRequest(delivery, attempt), []);
    assert.equal(attempt.headers["webhook-id"], headers["webhook-id"]);
    assert.equal(attempt.body, body);
    const timestamp = Number(attempt.headers["webhook-timestamp"]);
    assert.ok(timestamp > last, "each attempt has a later time");
    last = timestamp;
    assert.equal(await sending.verify(attempt, sending.webhook.validationSecret), signed);
  }
}

/** A webhook that subscribes to a delivery, and what becomes of it. */
interface Sending {
  webhook: WebhookInput;
  /** Another one's settings. */
  other: WebhookInput;
  update(changes: Partial<WebhookInput>): Promise<void>;
  remove(): Promise<void>;
  /** Lets the event happen, and gives all that arrived: so many requests. */
  received<Count extends keyof Arrived>(count: Count): Promise<Arrived[Count]>;
  /** What the receiver says of a signature. */
  verify(request: Request, secret: string): Promise<string>;
}

type Arrived = { 0: []; 1: [Request]; 2: [Request, Request]; 3: [Request, Request, Request] };

const signed = "signed";

function check(
  context: SuiteContext,
  delivery: Operation,
  name: string,
  perform: Perform,
  statuses: number[] = [],
): Check {
  const withServer = async (fixture: Fixture) => {
    const server = await startReceivingServer(statuses);
    try {
      await perform(await startSending(fixture, delivery, server));
    } finally {
      server.close();
    }
  };
  return scenario(context, delivery.operationId, name, withServer, ["deliveries"]);
}

async function startSending(
  { target, client, app, first, second: other }: Fixture,
  { path: eventType }: Operation,
  { url, received }: { url: string; received: Request[] },
): Promise<Sending> {
  const { deliveries: sender } = target;
  assert.ok(sender, `${target.name} tells how it is made to deliver`);
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
    async received<Count extends keyof Arrived>(count: Count) {
      await sender.trigger(app, eventType);
      await sender.settled();
      assert.equal(received.length, count);
      return received as unknown[] as Arrived[Count];
    },
    async verify({ headers, body = "" }, secret) {
      // An hour, as a target's clock may run fast.
      const options = { secrets: secret, now: sender.now, tolerance: 3_600 };
      const result = await verify({ headers, body }, options);
      return result.ok ? signed : result.code;
    },
  };
}
