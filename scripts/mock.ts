/**
 * Serves a mock of the contract until Ctrl-C.
 *
 *   npm run mock [-- port]
 */
import { join } from "node:path";
import { startPrism } from "./mock/prism.js";
import { readPort } from "./ports.js";

const port = readPort("mock", process.argv[2] ?? "4010");
const { url } = await startPrism().serve(
  join(import.meta.dirname, "../openapi/openapi.yaml"),
  port,
);
if (port !== 0 && !url.endsWith(`:${port}`)) console.log(`Port ${port} is taken.`);
console.log(`The contract is mocked at ${url} until Ctrl-C. Try:`);
console.log(
  `  curl -H 'Authorization: MxToken any' ${url}/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks`,
);
