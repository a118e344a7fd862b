import fc, { type Arbitrary } from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { apiOperations, deliveries, type Operation } from "../../../scripts/contract/operations.js";
import { startPrism } from "../../../scripts/mock/prism.js";
import { contract } from "../../contract.js";
import type { Request } from "../../judge/exchange.js";
import { createOracle } from "../../judge/oracle.js";
import { createPrismTarget } from "../../targets/prism-target.js";
import { createSandboxTarget } from "../../targets/sandbox-target.js";
import { changedRequests, validRequests } from "./generated-requests.js";
import {
  deliveryMockJudge,
  type RequestJudge,
  receiverJudge,
  targetJudge,
  validatorJudge,
} from "./request-judges.js";

const { CONTRACT_SEED = "20230222", CONTRACT_RUNS = "50" } = process.env;
const parameters = {
  seed: Number(CONTRACT_SEED),
  numRuns: Number(CONTRACT_RUNS),
  includeErrorInReport: true,
};

const basis = { contract, oracle: createOracle(contract) };
const prism = startPrism();
const mock = createPrismTarget(prism, [], contract);
const sandbox = await createSandboxTarget();
afterAll(async () => {
  await Promise.all([sandbox.close(), mock.close()]);
  await prism.close();
});

const forCalls = [targetJudge(basis, mock), targetJudge(basis, sandbox), validatorJudge];
const forDeliveries = [deliveryMockJudge(basis, mock), receiverJudge(basis, deliveries(contract))];
const subjects: [string, Operation, RequestJudge[]][] = [
  ...apiOperations(contract).map((one) => ({ operation: one, judges: forCalls })),
  ...deliveries(contract).map((one) => ({ operation: one, judges: forDeliveries })),
].map(({ operation, judges }) => [operation.operationId, operation, judges]);

/** Fails with the smallest request that somebody judges otherwise than the oracle. */
const expectAgreement = (
  operation: Operation,
  requests: Arbitrary<Request>,
  judges: RequestJudge[],
) =>
  fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const findings = basis.oracle.judgeRequest(operation, request);
      for (const judge of judges) await judge(operation, request, findings);
    }),
    parameters,
  );

describe.concurrent.each(subjects)("all judges agree on %s", (_, operation, judges) => {
  it("with valid requests", { timeout: 60_000 }, async () => {
    const requests = validRequests(basis, operation);
    for (const request of fc.sample(requests, parameters)) {
      expect(basis.oracle.judgeRequest(operation, request)).toEqual([]);
    }
    await expectAgreement(operation, requests, judges);
  });

  it("with requests that were changed in one place", { timeout: 60_000 }, async () => {
    const requests = changedRequests(basis, operation);
    const invalid = fc
      .sample(requests, parameters)
      .filter((request) => basis.oracle.judgeRequest(operation, request).length > 0);
    expect(invalid.length).toBeGreaterThan(parameters.numRuns / 4);
    await expectAgreement(operation, requests, judges);
  });
});

describe("a disagreement", () => {
  const operationOf = (operationId: string) =>
    apiOperations(contract).find((one) => one.operationId === operationId) as Operation;

  it("is found where the mock demands more", async () => {
    const changed = structuredClone(contract);
    const { isActive } = changed.components.schemas.WebhookInput?.properties ?? {};
    Object.assign(isActive ?? {}, { const: true });
    const target = createPrismTarget(prism, [], changed);
    const operation = operationOf("createWebhook");
    const requests = validRequests(basis, operation);
    await expect(
      expectAgreement(operation, requests, [targetJudge(basis, target)]),
    ).rejects.toThrow("body/isActive const");
  });

  it("is found where the mock demands less", async () => {
    const changed = structuredClone(contract);
    Object.assign(changed.components.parameters?.Limit ?? {}, { schema: { type: "integer" } });
    const target = createPrismTarget(prism, [], changed);
    const operation = operationOf("listWebhooks");
    const requests = changedRequests(basis, operation);
    await expect(
      expectAgreement(operation, requests, [targetJudge(basis, target)]),
    ).rejects.toThrow("query/limit minimum");
  });

  it("is found where the sandbox fails", async () => {
    const target = await createSandboxTarget("status-500");
    const operation = operationOf("getWebhook");
    const requests = validRequests(basis, operation);
    try {
      await expect(
        expectAgreement(operation, requests, [targetJudge(basis, target)]),
      ).rejects.toThrow("500");
    } finally {
      await target.close();
    }
  });
});
