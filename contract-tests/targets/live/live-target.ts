import { createClient } from "../../../src/index.js";
import { inputExample } from "../../contract.js";
import type { Suite } from "../../run/suite.js";
import { prepareRequest } from "../prepare.js";
import { sandboxDeviations } from "../sandbox-findings.js";
import { refusalOnly, type Target } from "../target.js";
import { lacks, liveReasons } from "./reasons.js";
import type { LiveSettings } from "./settings.js";
import { standIn, type Transport } from "./transport.js";

/** A service that is in use, reached as its users reach it; the suite itself judges each answer. */
export function createLiveTarget(
  { contract }: Pick<Suite, "contract">,
  settings: LiveSettings,
  transport: Transport,
): Target {
  const { url, app, isReadOnly } = settings;
  const client = createClient({
    token: standIn.replace("MxToken ", ""),
    baseUrl: url,
    fetch: transport.fetch,
    maxRetries: 0,
    validate: false,
  });
  const input = inputExample(contract, "pushWebhook");
  return {
    ...refusalOnly,
    name: "the live service",
    unsupported: lacks,
    knownDeviations: sandboxDeviations,
    unimplemented: [],
    app,
    fetch: transport.fetch,
    reasonAgainst: liveReasons(contract, isReadOnly),
    url: async () => url,
    prepare: async (operation, request) =>
      isReadOnly ? withoutCursor(request) : prepareRequest(client, input, operation, request),
    close: async () => {},
  };
}

/** Where nothing may be made, there may be no second page to ask for. */
function withoutCursor<Request extends { query: Record<string, string> }>(request: Request) {
  const { cursor: _, ...query } = request.query;
  return { ...request, query };
}
