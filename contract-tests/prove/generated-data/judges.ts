import assert from "node:assert/strict";
import { type Operation, successStatuses } from "../../../scripts/contract/operations.js";
import { deliveryPath } from "../../derive/invalid-responses.js";
import { exchange, type Request, type Response } from "../../oracle/http-exchange.js";
import type { Finding } from "../../oracle/oracle.js";
import { comparable } from "../../oracle/oracle.js";
import type { SuiteContext } from "../../run/check.js";
import type { Target } from "../../targets/target.js";
import { curlOf } from "./curl.js";
import { oracleHoles, verdictsOf } from "./oracle-holes.js";
import { prismHoles } from "./prism-holes.js";
import type { Generated } from "./requests.js";

/** Somebody who has a verdict on requests. */
export interface Judge {
  name: string;
  /** The request as a line for the shell, to ask it again. */
  curl(generated: Generated): string;
  /** What it says otherwise than the contract wants; nothing where it agrees. */
  disagreements(generated: Generated): Promise<string[]>;
}

// Where `npm run mock` and `npm run sandbox` listen, and where the example of a receiver might.
const mockUrl = "http://127.0.0.1:4010";
export const sandboxUrl = "http://127.0.0.1:4011/api/v1";
export const curlToReceiver = (request: Request) => curlOf("http://127.0.0.1:3000", "/", request);

/** What has to come back. */
interface Expected {
  /** What the target says is wrong with the request; undefined where it may say anything. */
  said: string[] | undefined;
  /** The status, or the hundred that it is in. */
  status: number | "2XX" | "4XX";
  /** What the oracle finds in the response. */
  answer: readonly Finding[];
}

/** Prism: with its holes, and only with them. */
export function prismJudge(basis: SuiteContext, target: Target, known = prismHoles): Judge {
  return {
    name: target.name,
    curl: ({ operation, request }) =>
      isDelivery(operation) ? curlToReceiver(request) : curlOf(mockUrl, operation.path, request),
    async disagreements({ operation, request }) {
      const byAjv = basis.oracle.validateRequest(operation, request);
      const sent = { operation, request, findings: byAjv };
      const holes = known.filter((hole) => hole.applies(sent));
      const findings = holes.reduce<readonly Finding[]>((all, one) => one.sees(all, sent), byAjv);
      const [stage, path] = isDelivery(operation)
        ? (["invalid responses", deliveryPath(operation.path)] as const)
        : (["contract", operation.path] as const);
      const { response } = await exchange(await target.url(stage), path, request);
      const expected = holes.some(({ isForeign }) => isForeign)
        ? foreignAnswer(operation, target)
        : expectedOf(target, operation, findings);
      return differences(basis, target, operation, response, expected);
    },
  };
}

/** Of another shape than the contract's; a delivery's receiver is to give no body at all. */
const foreignAnswer = (operation: Operation, { knownDeviations }: Target): Expected => ({
  said: [],
  status: 400,
  answer: isDelivery(operation)
    ? [{ place: "body", keyword: "absent" }]
    : (knownDeviations.malformedJson?.findings ?? []),
});

const isDelivery = ({ pointer }: Operation) => pointer.startsWith("#/webhooks/");

/** The sandbox: it has no holes, but does not find what does not exist there. */
export function sandboxJudge(basis: SuiteContext, target: Target, known = oracleHoles): Judge {
  return {
    name: target.name,
    curl: ({ operation, request }) => curlOf(sandboxUrl, operation.path, request),
    async disagreements(generated) {
      const { operation, request } = generated;
      const verdicts = verdictsOf(basis, generated, known);
      const isPrepared = generated.isAboutExisting && verdicts.flat().length === 0;
      const prepared = isPrepared ? await target.prepare(operation, request) : request;
      const { response } = await exchange(await target.url(), operation.path, prepared);
      return nearest(verdicts, (findings) => {
        const isMissing = findings.length === 0 && !isPrepared;
        const expected = expectedOf(target, operation, findings);
        const missing = isMissing ? missingAt(target, request) : undefined;
        return differences(basis, target, operation, response, { ...expected, ...missing });
      });
    },
  };
}

/** What there is to say against somebody who may come to any of several verdicts. */
export function nearest(
  verdicts: Finding[][],
  compare: (findings: Finding[]) => string[],
): string[] {
  const all = verdicts.map(compare);
  return all.find((lines) => lines.length === 0) ?? all[0] ?? [];
}

/** What comes back from a request about an id or a cursor that was never given to anybody. */
function missingAt({ knownDeviations }: Target, { path, query }: Request): Partial<Expected> {
  if (path["webhook-id"] !== undefined) return { said: undefined, status: 404 };
  if (query.cursor === undefined) return {};
  const { undocumentedRefusal } = knownDeviations;
  return { said: undefined, status: 400, answer: undocumentedRefusal?.findings ?? [] };
}

function expectedOf(target: Target, operation: Operation, findings: readonly Finding[]): Expected {
  const said = target.expected(findings);
  if (findings.length === 0) {
    return { said, status: successStatuses(operation)[0] ?? "2XX", answer: [] };
  }
  const status = findings.some(({ keyword }) => keyword === "security") ? 401 : 400;
  if (operation.responses[status] !== undefined) return { said, status, answer: [] };
  if (operation.responses.default !== undefined) return { said, status: "4XX", answer: [] };
  const hole = target.knownDeviations.undocumentedRefusal;
  assert.ok(hole && hole.status !== "success", `${target.name} has to refuse somehow`);
  return { said, status: hole.status, answer: hole.findings };
}

function differences(
  { oracle }: SuiteContext,
  { name, reported }: Target,
  operation: Operation,
  response: Response,
  expected: Expected,
): string[] {
  const { status } = response;
  const statuses = [status, `${Math.floor(status / 100)}XX`];
  const lines = [
    !statuses.includes(expected.status) && `answers ${status}, not ${expected.status}`,
    status >= 500 && `fails with ${status}`,
    expected.said && difference("finds", reported(response), expected.said),
    difference(
      "answers with",
      comparable(oracle.validateResponse(operation, response)),
      comparable(expected.answer),
    ),
  ];
  return lines.filter((line) => typeof line === "string").map((line) => `${name} ${line}`);
}

export function difference(verb: string, actual: string[], expected: string[]) {
  const list = (lines: string[]) => (lines.length === 0 ? "nothing wrong" : lines.join("; "));
  return list(actual) !== list(expected) && `${verb} ${list(actual)}, not ${list(expected)}`;
}
