import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { receivesDeliveries, type Send } from "./testing/deliveries.js";

const { handler } = await import("./aws-lambda.js");

/** A request as API Gateway and function URLs hand it on. */
async function toEvent(request: Request, isBase64Encoded: boolean) {
  const body = Buffer.from(await request.clone().arrayBuffer());
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: "/webhooks",
    rawQueryString: "",
    headers: Object.fromEntries(request.headers),
    requestContext: {
      domainName: "example.lambda-url.eu-central-1.on.aws",
      http: { method: request.method, path: "/webhooks" },
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded,
  } as APIGatewayProxyEventV2;
}

const send =
  (isBase64Encoded: boolean): Send =>
  async (delivery) => {
    const result = await handler(await toEvent(delivery, isBase64Encoded));
    // Lambda sends the result as JSON.
    const { statusCode, headers, body } = JSON.parse(JSON.stringify(result));
    return new Response(body || null, { status: statusCode, headers });
  };

describe("the AWS Lambda example, with a body as text", () => {
  receivesDeliveries(send(false));
});

describe("the AWS Lambda example, with a body in base64", () => {
  receivesDeliveries(send(true));
});

describe("the AWS Lambda example", () => {
  it("answers a request that is no delivery, its headers included", async () => {
    const response = await send(false)(new Request("https://example.invalid/webhooks"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
