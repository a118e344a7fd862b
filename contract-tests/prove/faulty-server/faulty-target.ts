import type { Target } from "../../targets/target.js";
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
  return {
    name: "a third implementation",
    unsupported: {
      "forced answers": "it ignores Prefer",
      "invalid responses": "it serves the contract alone",
    },
    knownDeviations: {},
    unimplemented: [],
    url: async (stage) => (stage === "strict" ? strictUrl : url),
    strict,
    deliveries: { trigger, settled: async () => {}, now: () => now() * 1_000 },
    close,
  };
}
