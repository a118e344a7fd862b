import { afterAll, describe, expect, it } from "vitest";
import { apiOperations, deliveries } from "../../../scripts/contract/operations.js";
import { startPrism } from "../../../scripts/mock/prism.js";
import { contract } from "../../contract.js";
import { withValue } from "../../derive/boundary-values.js";
import { validRequest } from "../../derive/cases.js";
import type { Place } from "../../derive/constraints.js";
import type { Request } from "../../oracle/http-exchange.js";
import { createOracle } from "../../oracle/oracle.js";
import { createPrismTarget } from "../../targets/prism-target.js";
import { createSandboxTarget } from "../../targets/sandbox-target.js";
import { prismJudge, sandboxJudge } from "./judges.js";
import { oracleHoles } from "./oracle-holes.js";
import { prismHoles } from "./prism-holes.js";
import type { Generated } from "./requests.js";
import type { Probe } from "./sent.js";
import { receiverJudge, validatorJudge } from "./validators.js";

const basis = { contract, oracle: createOracle(contract) };
const operations = [...apiOperations(contract), ...deliveries(contract)];
const prism = startPrism();
const mock = createPrismTarget(prism, [], contract);
const sandbox = await createSandboxTarget();
afterAll(async () => {
  await sandbox.close();
  await mock.close();
  await prism.close();
});

/** A request that shows a hole, and nothing else. */
function shown({ operationId, change }: Probe): Generated {
  const operation = operations.find((one) => one.operationId === operationId);
  if (operation === undefined) throw new Error(`the contract has no ${operationId}`);
  const request = change(validRequest(contract, operation));
  return { operation, request, isAboutExisting: false };
}

describe("prismHoles", () => {
  it.each(prismHoles)("are still there: it $reason", async (hole) => {
    const probe = shown(hole.probe);
    const others = prismHoles.filter((one) => one !== hole);
    expect(await prismJudge(basis, mock).disagreements(probe)).toEqual([]);
    expect(await prismJudge(basis, mock, others).disagreements(probe)).not.toEqual([]);
  });
});

describe("oracleHoles", () => {
  it.each(oracleHoles)("are still there: $reason", async ({ probe }) => {
    const { operationId, place, text } = probe;
    const one = shown({ operationId, change: (request) => put(request, place, text) });
    const judges = (known = oracleHoles) =>
      one.operation.pointer.startsWith("#/webhooks/")
        ? [receiverJudge(basis, deliveries(contract), known)]
        : [validatorJudge(basis, known), sandboxJudge(basis, sandbox, known)];
    for (const asked of [prismJudge(basis, mock), ...judges()]) {
      expect(await asked.disagreements(one)).toEqual([]);
    }
    for (const asked of judges([])) expect(await asked.disagreements(one)).not.toEqual([]);
  });
});

/** A request with a text in one of its parameters, or else in its body. */
function put(request: Request, place: Place, text: string): Request {
  // Without a cursor, which would have to exist.
  const [holder = ""] = place;
  if (holder === "query") return withValue({ ...request, query: {} }, place, text) as Request;
  if (holder === "path") return withValue(request, place, text) as Request;
  const body = withValue(JSON.parse(request.body ?? ""), place, text);
  return { ...request, body: JSON.stringify(body) };
}
