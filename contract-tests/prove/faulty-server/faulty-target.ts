import { examples } from "../../../generated/examples.js";
import { createClient } from "../../../src/index.js";
import { prepareRequest } from "../../targets/prepare.js";
import { sandboxDeviations } from "../../targets/sandbox-findings.js";
import { refusalOnly, type Target } from "../../targets/target.js";
import { startFaultyServer } from "./faulty-server.js";
import type { Has } from "./planted-bugs.js";

/** What the faulty server knows of the contract. */
export const knownOperations = [
  "listWebhooks",
  "createWebhook",
  "getWebhook",
  "updateWebhook",
  "deleteWebhook",
  "deliverPackageUploaded",
  "deliverTeamServerPush",
  "deliverAlert",
];

/** The faulty server as a target of the suite. */
export async function createFaultyTarget(has: Has): Promise<Target> {
  const { url, strictUrl, strict, trigger, now, close } = await startFaultyServer(has);
  const client = createClient({ token: "canary-token", baseUrl: url, maxRetries: 0 });
  return {
    ...refusalOnly,
    name: "a third implementation",
    unsupported: {
      "forced answers": "it ignores Prefer",
      "invalid responses": "it serves the contract alone",
    },
    knownDeviations: sandboxDeviations,
    unimplemented: [],
    url: async (stage) => (stage === "strict" ? strictUrl : url),
    prepare: (operation, request) =>
      prepareRequest(client, examples.pushWebhook, operation, request),
    strict,
    deliveries: { trigger, settled: async () => {}, now: () => now() * 1_000 },
    close,
  };
}
