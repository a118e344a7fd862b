import { join } from "node:path";
import { bundleContract } from "../generate/bundle.js";
import { compareContracts } from "./compare-contracts.js";
import {
  compareWithPublished,
  readDeviations,
  readPublished,
  reportComparison,
} from "./published.js";
import { readBase } from "./read-base.js";
import { reportChanges } from "./release-report.js";

/** Whether the contract of a project may stay as it is, and why, as Markdown. */
export interface Verdict {
  isEnough: boolean;
  text: string;
}

/** Whether the version of the contract announces what has changed since a base (see `readBase`). */
export async function checkVersion(root: string, base: string | undefined): Promise<Verdict> {
  const from = await readBase(root, base);
  const { document } = await bundleContract(root);
  const changes = await compareContracts(from.document, document);
  return reportChanges(from.name, from.document.info.version, document.info.version, changes);
}

/** Whether each difference from the published description is a known deviation. */
export async function checkPublished(root: string, source: string): Promise<Verdict> {
  const description = await readPublished(source);
  const deviations = await readDeviations(join(root, "openapi/deviations.yaml"));
  const { document } = await bundleContract(root);
  const comparison = compareWithPublished(description, document, deviations);
  const isEnough = comparison.unexplained.length + comparison.outdated.length === 0;
  return { isEnough, text: reportComparison(comparison) };
}
