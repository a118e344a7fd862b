// WEBHOOK_SECRET=… npx tsx examples/start-github-actions.ts, in the root of the project: see README.md
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { serve, setting, webhookSecret } from "./serve.js";

const api = process.env.GITHUB_API_URL ?? "https://api.github.com";
const repository = setting("GITHUB_REPOSITORY"); // owner/name
const token = setting("GITHUB_TOKEN"); // may write the repository's contents

const receiver = createReceiver({
  secrets: webhookSecret(),
  on: {
    // If it throws, the error is logged and the response is 500, so Mendix tries again.
    "teamserver.push": async ({ branchName, after, projectId }, { id }) => {
      if (branchName !== "main") return;
      const response = await fetch(`${api}/repos/${repository}/dispatches`, {
        method: "POST",
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "mendix-webhooks",
          "x-github-api-version": "2022-11-28",
        },
        // If the response is lost, this starts a second run, which has the same delivery id.
        body: JSON.stringify({
          event_type: "mendix-push",
          client_payload: { commit: after, delivery: id, projectId },
        }),
        // Following a redirect would turn the POST into a GET, which starts nothing.
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      if (response.status !== 204) throw new Error(`GitHub responded with ${response.status}`);
    },
  },
});

export const listener = toNodeHandler(receiver);
// In your application: createServer(listener).listen(3000)
serve(import.meta.filename, listener);
