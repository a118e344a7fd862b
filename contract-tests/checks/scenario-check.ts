import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { ApiError, type Client, createClient, type WebhookInput } from "../../src/index.js";
import { inputExample } from "../contract.js";
import { pathParameters, type Response, readResponse } from "../oracle/http-exchange.js";
import { type Check, failOnce, hasFailed, NotAsked, type SuiteContext } from "../run/check.js";
import { behaviour } from "../run/coverage.js";
import { note, recordedFetch } from "../run/recording.js";
import type { Ability, Target } from "../targets/target.js";
import {
  assertValid,
  createdIdIn,
  createdIsNotFound,
  notAccepted,
  serverError,
  uselessIds,
} from "./expectations.js";

/** What a scenario starts with. */
export interface Fixture {
  target: Target;
  client: Client;
  /** An app that nobody else uses, if the target has the ability `apps`. */
  app: string;
  /** Whether the app may have webhooks that are not those of the scenario. */
  isShared: boolean;
  /** Webhooks as the contract's examples show them, with names that nobody else uses. */
  first: WebhookInput;
  second: WebhookInput;
  /** Marks a name as the scenario's own. */
  named(name: string): string;
  /** Those of the webhooks that are the scenario's own. */
  ownOf<T extends { name: string }>(webhooks: readonly T[]): T[];
}

/**
 * A check that takes several requests, through the client. Besides what the scenario asserts, each
 * response has to satisfy the contract.
 *
 * @param operationId - the operation or delivery whose behaviour is checked
 */
export function scenario(
  context: SuiteContext,
  operationId: string,
  name: string,
  perform: (fixture: Fixture) => Promise<void>,
  needs: readonly Ability[] = ["state"],
): Check {
  const { contract } = context;
  const operations = [...apiOperations(contract), ...deliveries(contract)];
  return {
    title: `${operationId} ${name}`,
    proves: [behaviour(operationId, name)],
    touches: operations.filter((one) => one.operationId === operationId).map((one) => one.pointer),
    needs,
    async run(target) {
      const useless = uselessIds.find((line) => hasFailed(target, line));
      if (useless !== undefined) throw new NotAsked(useless);
      const { client, failure, refusing } = await observedClient(context, target);
      try {
        await perform(fixtureFor(context, target, client));
      } catch (error) {
        // What the client makes of a response that violates the contract matters less.
        throw failure() ?? failureOf(target, error, refusing());
      }
    },
  };
}

/** A call that fails may only repeat what another check has reported. */
function failureOf(target: Target, error: unknown, refusing = ""): unknown {
  if (!(error instanceof ApiError)) return error;
  const refusesAll = notAccepted("createWebhook");
  if (hasFailed(target, refusesAll)) return new NotAsked(refusesAll);
  if (error.status === 404) failOnce(target, createdIsNotFound);
  // What a scenario sends is valid, or it expects the refusal.
  failOnce(target, notAccepted(refusing, "an example of the contract"));
}

function fixtureFor({ contract }: SuiteContext, target: Target, client: Client): Fixture {
  const mark = ` ${randomUUID().slice(0, 8)}`;
  const named = (name: string) => name + mark;
  const example = (name: "pushWebhook" | "webhookWithoutHeaders") => {
    const input = inputExample(contract, name);
    return { ...input, name: named(input.name) };
  };
  return {
    target,
    client,
    app: target.app ?? randomUUID(),
    isShared: target.app !== undefined,
    first: example("pushWebhook"),
    second: example("webhookWithoutHeaders"),
    named,
    ownOf: (webhooks) => webhooks.filter(({ name }) => `${name}`.endsWith(mark)),
  };
}

/** A client that sends what it is given, valid or not; its calls reject after an invalid response. */
async function observedClient(context: SuiteContext, target: Target) {
  let failure: unknown;
  let refusing: string | undefined;
  const observed = async (url: string, init: RequestInit) => {
    const response = await recordedFetch(url, init);
    try {
      const { method = "GET" } = init;
      const received = await readResponse(response.clone());
      const { operationId } = assertValidCall(context, target, { method, url }, received);
      if (received.status >= 400) refusing = operationId;
    } catch (error) {
      failure ??= error;
      throw error;
    }
    return response;
  };
  const client = createClient({
    token: "canary-token",
    baseUrl: await target.url(),
    fetch: observed,
    maxRetries: 0,
    validate: false,
  });
  return { client, failure: () => failure, refusing: () => refusing };
}

function assertValidCall(
  context: SuiteContext,
  target: Target,
  { method, url }: { method: string; url: string },
  response: Response,
): Operation {
  const { pathname } = new URL(url);
  const operation = apiOperations(context.contract).find(
    (one) => one.method === method.toLowerCase() && pathParameters(one.path, pathname),
  );
  assert.ok(operation, `${method} ${pathname} is an operation`);
  const isCreated = operation.operationId === "createWebhook" && response.status < 300;
  if (isCreated) createdIdIn(context, target, operation, response);
  else assertValid(context, target, operation, response);
  if (response.status >= 500) failOnce(target, serverError(operation, response.status));
  return operation;
}

/** A webhook is shown as it is expected. It may have more properties, and no headers as a list. */
export function assertShows(shown: object, expected: object): void {
  const known = { headers: [], ...expected };
  const properties = Object.entries({ headers: [], ...shown });
  const isKnown = ([name]: [string, unknown]) => Object.hasOwn(known, name);
  for (const [name] of properties.filter((one) => !isKnown(one))) {
    note(`a webhook has a property that the contract does not describe: ${name}`);
  }
  const { headers } = shown as { headers?: WebhookInput["headers"] };
  // A header may have more properties as well.
  const ofHeaders = headers && { headers: headers.map(({ key, value }) => ({ key, value })) };
  assert.deepEqual({ ...Object.fromEntries(properties.filter(isKnown)), ...ofHeaders }, known);
}
