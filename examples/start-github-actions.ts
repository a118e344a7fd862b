import { createServer } from "node:http";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";

const api = process.env.GITHUB_API_URL ?? "https://api.github.com";
const repository = setting("GITHUB_REPOSITORY"); // owner/name
const token = setting("GITHUB_TOKEN"); // may write the repository's contents

const receiver = createReceiver({
  secrets: setting("WEBHOOK_SECRET"),
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

/** Checked at the start, because `fetch` would show a token with a line break in its error. */
function setting(name: string): string {
  const value = process.env[name] ?? "";
  if (!/^[!-~]+$/.test(value)) throw new Error(`${name} is not set, or has spaces or line breaks`);
  return value;
}

export const server = createServer(toNodeHandler(receiver));

if (process.argv[1] === import.meta.filename) {
  server.listen(Number(process.env.PORT ?? 3000));
  server.on("listening", () => console.log("listening", server.address()));
}
