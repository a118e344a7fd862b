import assert from "node:assert/strict";
import { methods } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { jsonOf, validRequest } from "../cases.js";
import type { Basis, Check } from "../check.js";
import { exchange, type Request, type Response } from "../exchange.js";
import { holes } from "../holes.js";
import type { Finding } from "../oracle.js";
import { comparable, prismFindings } from "../prism-findings.js";

/** What HTTP and the security scheme demand of a request, beside the schemas. */
export function protocolChecks(basis: Basis): Check[] {
  return [
    ...apiOperations(basis.contract).flatMap((operation) => [
      ...authorizationChecks(basis, operation),
      ...(jsonOf(operation.requestBody?.content) ? contentChecks(basis, operation) : []),
    ]),
    ...methodChecks(basis),
  ];
}

function authorizationChecks(basis: Basis, operation: Operation): Check[] {
  if (operation.scopes.length === 0) return [];
  const valid = validRequest(basis.contract, operation);
  const { authorization: _, ...headers } = valid.headers;
  const unauthorized = (name: string, request: Request) =>
    refusal(basis, operation, name, request, { status: 401, judged: true });
  return [
    unauthorized("without Authorization", { ...valid, headers }),
    unauthorized("with an empty Authorization", {
      ...valid,
      headers: { ...headers, authorization: "" },
    }),
    {
      ...refusal(basis, operation, "with another scheme", valid, { status: 401, judged: true }),
      title: `${operation.operationId} with another scheme: Prism looks away, the oracle does not`,
      run: async (url: string) => {
        const request = { ...valid, headers: { ...headers, authorization: "Bearer canary-token" } };
        const found = basis.oracle.judgeRequest(operation, request);
        assert.deepEqual(comparable(found), ["authorization security"]);
        const { response } = await exchange(url, operation.path, request);
        assert.ok(response.status < 300, "a hole of Prism has closed: expect 401 here from now on");
      },
    },
  ];
}

function contentChecks(basis: Basis, operation: Operation): Check[] {
  const valid = validRequest(basis.contract, operation);
  const { "content-type": _, ...headers } = valid.headers;
  const typed = (type: string) => ({ ...valid, headers: { ...headers, "content-type": type } });
  return [
    refusal(
      basis,
      operation,
      "without a body",
      { ...valid, body: undefined },
      { status: 400, judged: true },
    ),
    refusal(basis, operation, "with text/plain", typed("text/plain"), {
      status: 400,
      judged: true,
    }),
    refusal(basis, operation, "with application/xml", typed("application/xml"), {
      status: 400,
      judged: true,
    }),
    refusal(
      basis,
      operation,
      "with malformed JSON",
      { ...valid, body: (valid.body ?? "").slice(0, -1) },
      { status: 400, judged: false, hole: holes.malformedJson },
    ),
  ];
}

interface Expected {
  status: number;
  /** Whether the mock says itself what is wrong. */
  judged: boolean;
  hole?: readonly Finding[];
}

function refusal(
  basis: Basis,
  operation: Operation,
  name: string,
  request: Request,
  { status, judged, hole = [] }: Expected,
): Check {
  return {
    title: `${operation.operationId} refuses a request ${name}`,
    proves: [{ row: operation.operationId, column: "refused", name }],
    touches: [`${operation.pointer}/${status === 401 ? "security" : "requestBody"}`],
    stage: "contract",
    run: async (url) => {
      const findings = basis.oracle.judgeRequest(operation, request);
      assert.equal(findings.length, 1, "the request breaks one rule");
      const { response } = await exchange(url, operation.path, request);
      assert.equal(response.status, status);
      if (judged) assert.deepEqual(comparable(prismFindings(response)), comparable(findings));
      assert.deepEqual(basis.oracle.judgeResponse(operation, response), hole);
    },
  };
}

/** A method that the contract does not have at a path is refused. */
function methodChecks({ contract }: Basis): Check[] {
  return Object.entries(contract.paths).flatMap(([path, item]) => {
    const [known] = apiOperations(contract).filter((operation) => operation.path === path);
    if (known === undefined) return [];
    return methods
      .filter((method) => item[method] === undefined)
      .map((method) => ({
        title: `${path} refuses ${method.toUpperCase()}`,
        proves: [{ row: known.operationId, column: "refused" as const, name: `method ${method}` }],
        touches: [known.pointer],
        stage: "contract" as const,
        run: async (url: string) => {
          const { headers, path: values } = validRequest(contract, known);
          const { response } = await exchange(url, path, {
            method,
            path: values,
            query: {},
            headers,
          });
          assert.equal(response.status, 405);
          assertHole(response);
        },
      }));
  });
}

function assertHole({ headers }: Response): void {
  assert.equal(
    headers["content-type"],
    "application/problem+json",
    holes.undocumentedMethod[0].place,
  );
}
