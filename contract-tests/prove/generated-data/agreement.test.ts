import type { Arbitrary } from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Document } from "../../../scripts/contract/document.js";
import { apiOperations, deliveries } from "../../../scripts/contract/operations.js";
import { startPrism } from "../../../scripts/mock/prism.js";
import { contract } from "../../contract.js";
import { createOracle } from "../../judge/oracle.js";
import { createPrismTarget } from "../../targets/prism-target.js";
import { createSandboxTarget } from "../../targets/sandbox-target.js";
import { findDisagreement, readThrow } from "./agreement.js";
import { invalidRequests, nearRequests } from "./broken-requests.js";
import { type Judge, prismJudge, sandboxJudge } from "./judges.js";
import { type Generated, validRequests } from "./requests.js";
import { receiverJudge, validatorJudge } from "./validators.js";

const basis = { contract, oracle: createOracle(contract) };
const prism = startPrism();
const mock = createPrismTarget(prism, [], contract);
const sandbox = await createSandboxTarget();
const chance = readThrow(process.env);

const forApi = [prismJudge(basis, mock), sandboxJudge(basis, sandbox), validatorJudge(basis)];
const forDeliveries = [prismJudge(basis, mock), receiverJudge(basis, deliveries(contract))];

let cases = 0;
const broken = new Set<string>();
afterAll(async () => {
  console.log(
    `\nGenerated data: ${cases} requests, ${chance.runs} of each kind, ${broken.size} rules broken, seed ${chance.seed}\n`,
  );
  await sandbox.close();
  await mock.close();
  await prism.close();
});

const subjects = [
  ...apiOperations(contract).map((operation) => ({ operation, judges: forApi })),
  ...deliveries(contract).map((operation) => ({ operation, judges: forDeliveries })),
];

const findingsOf = ({ operation, request }: Generated) =>
  basis.oracle.judgeRequest(operation, request);

describe.concurrent("all judges agree on", () => {
  for (const { operation, judges } of subjects) {
    const { operationId } = operation;
    check(`valid requests to ${operationId}`, validRequests(basis, operation), judges, (one) =>
      findingsOf(one).length === 0 ? [] : ["the oracle finds fault with a valid request"],
    );
    check(
      `requests to ${operationId} with one violation`,
      invalidRequests(basis, operation),
      judges,
      (one) =>
        new Set(findingsOf(one).map(({ place }) => place)).size === 1
          ? []
          : ["the oracle does not find one violation"],
    );
    check(
      `requests to ${operationId} at the edges`,
      nearRequests(basis, operation),
      judges,
      () => [],
    );
  }
});

function check(
  title: string,
  generated: Arbitrary<Generated>,
  judges: Judge[],
  also: (one: Generated) => string[],
): void {
  it(title, { timeout: 60_000 }, async () => {
    const counting = (one: Generated) => {
      cases += 1;
      if (one.broken !== undefined) broken.add(`${one.operation.operationId} ${one.broken}`);
      return also(one);
    };
    expect(await findDisagreement(chance, title, generated, judges, counting)).toBeUndefined();
  });
}

/** Whatever is asked for in the environment, to find the same in every run. */
const fixed = { seed: 1, runs: 100 };

const find = (operationId: string) => {
  const operation = apiOperations(contract).find((one) => one.operationId === operationId);
  if (operation === undefined) throw new Error(`the contract has no ${operationId}`);
  return operation;
};

/** The report on a mock of a contract that somebody changed. */
async function reportOn(
  change: (copy: Document) => void,
  generate: typeof validRequests,
  id: string,
) {
  const copy = structuredClone(contract);
  change(copy);
  const target = createPrismTarget(prism, [], copy);
  const judge = prismJudge(basis, target);
  try {
    return await findDisagreement(fixed, "a title", generate(basis, find(id)), [judge]);
  } finally {
    await target.close();
  }
}

describe("a disagreement", () => {
  it("is found where Prism demands more, and shrunk to the one reason", async () => {
    const report = await reportOn(
      ({ components }) => {
        const { isActive } = components.schemas.WebhookInput?.properties ?? {};
        Object.assign(isActive ?? {}, { const: true });
      },
      validRequests,
      "createWebhook",
    );
    expect(report).toContain("Prism finds body/isActive const, not nothing wrong");
    expect(report).toMatch(/^ +curl -i -X POST 'http:.+"name":"[^"]{1,3}".+"isActive":false/m);
    expect(report).toContain("replay: CONTRACT_SEED=1 CONTRACT_RUNS=100 npx vitest run");
  });

  it("is found where Prism demands less, with the name of the rule", async () => {
    const report = await reportOn(
      ({ components }) => {
        const { Limit } = components.parameters as Record<string, { schema: object }>;
        Object.assign(Limit ?? {}, { schema: { type: "integer" } });
      },
      invalidRequests,
      "listWebhooks",
    );
    expect(report).toContain("Prism finds nothing wrong, not query/limit minimum");
    expect(report).toContain("broken on purpose: /query/limit minimum");
    expect(report).toMatch(/^ +curl -i -X GET '[^']+\?limit=0'/m);
  });

  it("is found where the sandbox fails", async () => {
    const target = await createSandboxTarget({ fault: ["status", {}] });
    const judge: Judge = sandboxJudge(basis, target);
    try {
      const cases = validRequests(basis, find("getWebhook"));
      const report = await findDisagreement(fixed, "a title", cases, [judge]);
      expect(report).toContain("the sandbox fails with 500");
    } finally {
      await target.close();
    }
  });
});
