/**
 * The main job, end to end: `npm start` checks the contract, generates from it, mocks it, and plays
 * the documented example through the generated client.
 */
import { join } from "node:path";
import { bundle, ContractError } from "../../scripts/generate/bundle.js";
import { generateFiles } from "../../scripts/generate/files.js";
import { writeFiles } from "../../scripts/generate/output.js";
import { startPrism } from "../../scripts/mock/prism.js";
import { observed } from "./transcript.js";

const root = join(import.meta.dirname, "../..");
const expected = ["200", "202", "200"].join(", ");

async function main(): Promise<boolean> {
  const document = await bundle(root);
  console.log("Contract   openapi/openapi.yaml breaks no rule");
  const written = await writeFiles(join(root, "generated"), await generateFiles(document));
  console.log(`Generated  ${written.length === 0 ? "nothing new" : written.join(", ")}`);
  const prism = startPrism();
  const { url } = await prism.serve(document);
  console.log(`Mock       ${url}\n`);
  // Only now, because the client is made of what was generated.
  const { createClient } = await import("../../src/index.js");
  const { playDocumentedExample } = await import("./story.js");
  const client = createClient({
    token: "example-token",
    baseUrl: url,
    fetch: observed(console.log),
  });
  const statuses: number[] = [];
  for await (const { status } of playDocumentedExample(client)) statuses.push(status);
  await prism.close();
  const [create, update, get] = statuses;
  const isAsDocumented = statuses.join(", ") === expected;
  console.log(
    isAsDocumented
      ? `The documented example holds: create ${create}, update ${update}, get ${get}.`
      : `The documented example does not hold: expected ${expected}, got ${statuses.join(", ")}.`,
  );
  return isAsDocumented;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(`The contract is not valid; nothing was generated.\n${error.message}`);
  process.exitCode = 1;
}
