/**
 * Generates the clients of hey-api and orval, types, calls and validators, from a contract into a
 * folder: `node --import tsx generate-peers.ts <hey-api|orval> <contract> <folder> [mutator]`.
 */
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { generate } from "orval";

const [peer, contract = "", folder = "", mutator] = process.argv.slice(2);

if (peer === "orval") {
  const input = { target: contract };
  const override = mutator ? { mutator: { path: mutator, name: "orvalFetch" } } : {};
  await generate({
    input,
    output: { target: join(folder, "calls.ts"), client: "fetch", override },
  });
  await generate({ input, output: { target: join(folder, "schemas.ts"), client: "zod" } });
} else {
  await createClient({
    input: contract,
    output: folder,
    plugins: [
      "@hey-api/client-fetch",
      "@hey-api/typescript",
      ...(peer === "hey-api" ? [] : ["valibot" as const]),
      { name: "@hey-api/sdk", validator: peer !== "hey-api" },
    ],
    logs: { level: "silent" },
  });
}
