/** Serves a mock of the contract; `npm run mock -- --help` lists the options. */
import { join } from "node:path";
import { commandLine, portNumber } from "./command-line.js";

const { port } = commandLine("mock", "Serves a mock of the contract until Ctrl-C.")
  .option("--port <number>", "the port to listen on; 0 means any free one", portNumber, 4010)
  .parse()
  .opts<{ port: number }>();

const { startPrism } = await import("./mock/prism.js");
const contract = join(import.meta.dirname, "../openapi/openapi.yaml");
const { url } = await startPrism().serve(contract, port);
if (port !== 0 && !url.endsWith(`:${port}`)) console.log(`Port ${port} is taken.`);
console.log(`The contract is mocked at ${url} until Ctrl-C. Try:`);
console.log(
  `  curl -H 'Authorization: MxToken any' ${url}/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks`,
);
