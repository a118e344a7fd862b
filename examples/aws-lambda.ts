import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createReceiver } from "mendix-webhooks/receiver";

const receiver = createReceiver({
  secrets: process.env.WEBHOOK_SECRET ?? "",
  // Instances share no memory. To handle each delivery once, add a `claimStore` that they share.
  on: {
    "teamserver.push": ({ branchName, commits }) => console.log(branchName, commits.length),
  },
});

/** For a function URL, or an HTTP API with payload format 2.0. */
export async function handler(
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { method } = event.requestContext.http;
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const request = new Request(`https://${event.requestContext.domainName}${event.rawPath}`, {
    method,
    headers: event.headers as Record<string, string>,
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
