import fc, { type Arbitrary } from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { apiOperations, deliveries, type Operation } from "../../../scripts/contract/operations.js";
import { startPrism } from "../../../scripts/mock/prism.js";
import { contract } from "../../contract.js";
import type { Request } from "../../oracle/http-exchange.js";
import { createOracle } from "../../oracle/oracle.js";
import { createPrismTarget } from "../../targets/prism-target.js";
import { createSandboxTarget } from "../../targets/sandbox-target.js";
import {
  type Agreement,
  mockedReceiverAgrees,
  receiverAgrees,
  targetAgrees,
  validatorsAgree,
} from "./agreement.js";
import { changedRequests, validRequests } from "./generated-requests.js";

const { CONTRACT_SEED = "20230222", CONTRACT_RUNS = "50" } = process.env;
const parameters = {
  seed: Number(CONTRACT_SEED),
  numRuns: Number(CONTRACT_RUNS),
  includeErrorInReport: true,
};

const context = { contract, oracle: createOracle(contract) };
const prism = startPrism();
const mock = createPrismTarget(prism, [], contract);
const sandbox = await createSandboxTarget();
afterAll(async () => {
  await Promise.all([sandbox.close(), mock.close()]);
  await prism.close();
});

const forCalls = [targetAgrees(context, mock), targetAgrees(context, sandbox), validatorsAgree];
const forDeliveries = [
  mockedReceiverAgrees(context, mock),
  receiverAgrees(context, deliveries(contract)),
];
const subjects: [string, Operation, Agreement[]][] = [
  ...apiOperations(contract).map((one) => ({ operation: one, agreements: forCalls })),
  ...deliveries(contract).map((one) => ({ operation: one, agreements: forDeliveries })),
].map(({ operation, agreements }) => [operation.operationId, operation, agreements]);

/** Fails with the smallest request that an implementation judges otherwise than the oracle. */
const expectAgreement = (
  operation: Operation,
  requests: Arbitrary<Request>,
  agreements: Agreement[],
) =>
  fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const findings = context.oracle.validateRequest(operation, request);
      for (const agrees of agreements) await agrees(operation, request, findings);
    }),
    parameters,
  );

describe.concurrent.each(subjects)(
  "all implementations agree with the oracle on %s",
  (_, operation, agreements) => {
    it("with valid requests", { timeout: 60_000 }, async () => {
      const requests = validRequests(context, operation);
      for (const request of fc.sample(requests, parameters)) {
        expect(context.oracle.validateRequest(operation, request)).toEqual([]);
      }
      await expectAgreement(operation, requests, agreements);
    });

    it("with requests that were changed in one place", { timeout: 60_000 }, async () => {
      const requests = changedRequests(context, operation);
      const invalid = fc
        .sample(requests, parameters)
        .filter((request) => context.oracle.validateRequest(operation, request).length > 0);
      expect(invalid.length).toBeGreaterThan(parameters.numRuns / 4);
      await expectAgreement(operation, requests, agreements);
    });
  },
);

describe("a disagreement", () => {
  const operationOf = (operationId: string) =>
    apiOperations(contract).find((one) => one.operationId === operationId) as Operation;

  it("is found where the mock demands more", async () => {
    const changed = structuredClone(contract);
    const { isActive } = changed.components.schemas.WebhookInput?.properties ?? {};
    Object.assign(isActive ?? {}, { const: true });
    const target = createPrismTarget(prism, [], changed);
    const operation = operationOf("createWebhook");
    const requests = validRequests(context, operation);
    await expect(
      expectAgreement(operation, requests, [targetAgrees(context, target)]),
    ).rejects.toThrow("body/isActive const");
  });

  it("is found where the mock demands less", async () => {
    const changed = structuredClone(contract);
    Object.assign(changed.components.parameters?.Limit ?? {}, { schema: { type: "integer" } });
    const target = createPrismTarget(prism, [], changed);
    const operation = operationOf("listWebhooks");
    const requests = changedRequests(context, operation);
    await expect(
      expectAgreement(operation, requests, [targetAgrees(context, target)]),
    ).rejects.toThrow("query/limit minimum");
  });

  it("is found where the sandbox fails", async () => {
    const target = await createSandboxTarget({ fault: ["status", { status: 500 }] });
    const operation = operationOf("getWebhook");
    const requests = validRequests(context, operation);
    try {
      await expect(
        expectAgreement(operation, requests, [targetAgrees(context, target)]),
      ).rejects.toThrow("500");
    } finally {
      await target.close();
    }
  });
});
