import type { Document } from "../../scripts/contract/document.js";
import type { Mock, Prism } from "../../scripts/mock/prism.js";
import { type Canary, canaryDocument } from "../derive/invalid-responses.js";
import { comparable } from "../judge/findings.js";
import { prismHoles } from "./known-deviations.js";
import { prismFindings } from "./prism-findings.js";
import type { Stage, Target } from "./target.js";

const stateless = "a mock remembers nothing";

/**
 * Prism, serving a contract. Each stage is served once somebody asks for it.
 *
 * @param served - the contract of the suite, or a copy that somebody changed
 */
export function createPrismTarget(prism: Prism, canaries: Canary[], served: Document): Target {
  const documents: Partial<Record<Stage, () => Document>> = {
    contract: () => served,
    canaries: () => canaryDocument(served, canaries),
  };
  const mocks = new Map<Stage, Promise<Mock>>();
  return {
    name: "Prism",
    lacks: {
      state: stateless,
      apps: stateless,
      strict: "a mock knows no tokens and no apps, and does not count",
      deliveries: "a mock sends nothing",
    },
    holes: prismHoles,
    unimplemented: [],
    async url(stage = "contract") {
      const document = documents[stage];
      if (document === undefined) throw new Error(`Prism has no stage '${stage}'`);
      const mock = mocks.get(stage) ?? prism.serve(document());
      mocks.set(stage, mock);
      return (await mock).url;
    },
    prepare: async (_, request) => request,
    said: (response) => comparable(prismFindings(response)),
    expected: comparable,
    async close() {
      for (const mock of mocks.values()) (await mock).close();
    },
  };
}
