import { type Document, essenceOf } from "../../scripts/contract/document.js";
import type { Mock, Prism } from "../../scripts/mock/prism.js";
import { mockOfInvalidResponses } from "../derive/invalid-response-mock.js";
import type { InvalidResponse } from "../derive/invalid-responses.js";
import type { Response } from "../oracle/http-exchange.js";
import { comparable, type Finding } from "../oracle/oracle.js";
import { prismLimits, readableByPrism } from "./prism-limits.js";
import type { Endpoint, Target } from "./target.js";

const stateless = "a mock remembers nothing";

/**
 * Prism, serving a contract. Each endpoint is started when it is first asked for.
 *
 * @param document - the contract of the suite, or a changed copy
 */
export function createPrismTarget(
  prism: Prism,
  invalidResponses: InvalidResponse[],
  document: Document,
): Target {
  const served = readableByPrism(document);
  const mocks = new Map<Endpoint, Promise<Mock>>();
  const documentOf = (endpoint: Endpoint) =>
    endpoint === "contract" ? served : mockOfInvalidResponses(served, invalidResponses);
  return {
    name: "Prism",
    unsupported: {
      state: stateless,
      apps: stateless,
      strict: "a mock knows no tokens and no apps, and does not count",
      deliveries: "a mock sends nothing",
    },
    unimplemented: [],
    reasonAgainst: prismLimits(served),
    async url(endpoint = "contract") {
      const mock = mocks.get(endpoint) ?? prism.serve(documentOf(endpoint));
      mocks.set(endpoint, mock);
      return (await mock).url;
    },
    prepare: async (_, request) => request,
    reported: (response, requestBody) => {
      const lines = comparable(prismFindings(response));
      // Prism takes JSON null for a missing body.
      return requestBody === "null" && lines.join() === "body required" ? ["body type"] : lines;
    },
    async close() {
      for (const mock of mocks.values()) (await mock).close();
    },
  };
}

interface PrismViolation {
  location?: string[];
  code: string | number;
  message: string;
}

/** What Prism says is wrong with an exchange, as the oracle would say it. */
function prismFindings({ headers, body }: Response): Finding[] {
  const inHeader = headers["sl-violations"];
  if (inHeader) return findingsIn(JSON.parse(inHeader));
  if (essenceOf(headers["content-type"]) !== "application/problem+json" || body === "") return [];
  const { validation = [] }: { validation?: PrismViolation[] } = JSON.parse(body);
  return findingsIn(validation);
}

/** That a parameter is deprecated is a warning among the violations. */
const findingsIn = (violations: PrismViolation[]): Finding[] =>
  violations.filter(({ code }) => code !== "deprecated").map(toFinding);

function toFinding({ location = [], code, message }: PrismViolation): Finding {
  const place = location.filter((token) => token !== "request" && token !== "response").join("/");
  if (code === 401) return { place: "authorization", keyword: "security" };
  if (code === 415) return { place: "content-type", keyword: "mediaType" };
  if (message === "Body parameter is required") return { place: "body", keyword: "required" };
  const missing = message.match(/required property '([^']+)'/)?.[1];
  return { place, keyword: String(code), ...(missing !== undefined && { missing }) };
}
