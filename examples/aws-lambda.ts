// Bundle it (npx esbuild examples/aws-lambda.ts --bundle --platform=node --outfile=index.js), upload
// index.js with the handler `index.handler`, and set WEBHOOK_SECRET in the function's environment.
import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
} from "aws-lambda";
import { createReceiver } from "mendix-webhooks/receiver";
import "./needs-platform.js"; // Not in your copy.

const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
  // Instances share no memory. To handle each delivery once, add a `claimStore` that they share.
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

/** For a function URL, an HTTP API with either payload format, or a REST API. */
export async function handler(
  event: APIGatewayProxyEvent | APIGatewayProxyEventV2,
): Promise<APIGatewayProxyResult> {
  const isFormat1 = "httpMethod" in event;
  const method = isFormat1 ? event.httpMethod : event.requestContext.http.method;
  const path = isFormat1 ? event.path : event.rawPath;
  const headers = Object.entries(event.headers ?? {}).filter(([, value]) => value !== undefined);
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const request = new Request(`https://${event.requestContext.domainName}${path}`, {
    method,
    headers: headers as [string, string][],
    // A Request with one of these methods must not have a body, not even an empty one.
    body: method === "GET" || method === "HEAD" ? null : body,
  });
  const response = await receiver(request);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
