import { createReceiver } from "mendix-webhooks/receiver";
import type { NextRequest } from "next/server";

const receiver = createReceiver({
  secrets: () => process.env.WEBHOOK_SECRET ?? "",
  on: { "teamserver.push": ({ branchName }) => console.log(branchName) },
});

export async function POST(request: NextRequest): Promise<Response> {
  return receiver(request);
}
