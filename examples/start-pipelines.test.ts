import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  error,
  forgedDelivery,
  listen,
  log,
  push,
  sendTo,
  signedDelivery,
} from "./testing/example-deliveries.js";

const token = "token-of-the-service";

interface Call {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}
type Respond = (response: ServerResponse) => void;

const examples = [
  {
    name: "start-github-actions",
    load: () => import("./start-github-actions.js"),
    urlVariable: "GITHUB_API_URL",
    tokenVariable: "GITHUB_TOKEN",
    settings: { GITHUB_REPOSITORY: "owner/name", GITHUB_TOKEN: token },
    accept: 204,
    expectedCall: {
      method: "POST",
      path: "/api/repos/owner/name/dispatches",
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "mendix-webhooks",
        "x-github-api-version": "2022-11-28",
      },
    },
    parseBody: JSON.parse,
    expectedBody: (delivery: string | null) => ({
      event_type: "mendix-push",
      client_payload: { commit: push.after, delivery, projectId: push.projectId },
    }),
  },
  {
    name: "start-gitlab-pipeline",
    load: () => import("./start-gitlab-pipeline.js"),
    urlVariable: "GITLAB_API_URL",
    tokenVariable: "GITLAB_TRIGGER_TOKEN",
    settings: { GITLAB_PROJECT: "group/name", GITLAB_TRIGGER_TOKEN: token },
    accept: 201,
    expectedCall: {
      method: "POST",
      path: "/api/projects/group%2Fname/trigger/pipeline",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    },
    parseBody: (body: string) => Object.fromEntries(new URLSearchParams(body)),
    expectedBody: (delivery: string | null) => ({
      token,
      ref: "main",
      "variables[MENDIX_COMMIT]": push.after,
      "variables[MENDIX_DELIVERY]": delivery,
      "variables[MENDIX_PROJECT_ID]": push.projectId,
    }),
  },
];

describe.each(examples)("the example $name", (example) => {
  let calls: Call[];
  /** The service's next responses. After them it accepts every call. */
  let responses: Respond[];
  let serviceUrl: string;
  let url: string;

  beforeEach(async () => {
    calls = [];
    responses = [];
    const service = createServer(async (request, response) => {
      const { method, url: path, headers } = request;
      calls.push({ method, path, headers, body: await text(request) });
      const accept: Respond = () => response.writeHead(example.accept).end();
      (responses.shift() ?? accept)(response);
    });
    serviceUrl = `${await listen(service)}/api`;
    const settings = { ...example.settings, [example.urlVariable]: serviceUrl };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    vi.resetModules();
    url = await listen((await example.load()).server);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    // Whatever happened, the example must not write its token.
    const written = [...log.mock.calls, ...error.mock.calls];
    expect(inspect(written, { depth: null, showHidden: true })).not.toContain(token);
  });

  it("starts one pipeline for one delivery", async () => {
    const delivery = await signedDelivery();
    expect((await sendTo(url, delivery)).status).toBe(204);
    expect((await sendTo(url, delivery)).status).toBe(200);
    expect(calls).toMatchObject([example.expectedCall]);
    const body = example.parseBody(calls[0]?.body ?? "");
    expect(body).toEqual(example.expectedBody(delivery.headers.get("webhook-id")));
  });

  it("starts nothing for another branch", async () => {
    const delivery = await signedDelivery({ ...push, branchName: "try" });
    expect((await sendTo(url, delivery)).status).toBe(204);
    expect(calls).toEqual([]);
  });

  it("starts nothing for a forged delivery", async () => {
    expect((await sendTo(url, await forgedDelivery())).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it("fails if the service fails, and starts the pipeline on the next attempt", async () => {
    const delivery = await signedDelivery();
    responses = [(response) => response.writeHead(500).end(`no, ${token}`)];
    expect((await sendTo(url, delivery)).status).toBe(500);
    expect(String(error.mock.calls[0]?.[0])).toMatch(/ answered 500$/);
    expect((await sendTo(url, delivery)).status).toBe(204);
    expect(calls).toHaveLength(2);
  });

  it("does not follow a redirect", async () => {
    const location = `${serviceUrl}/elsewhere`;
    responses = [(response) => response.writeHead(301, { location }).end()];
    expect((await sendTo(url, await signedDelivery())).status).toBe(500);
    expect(calls).toHaveLength(1);
  });

  it("waits ten seconds for a response", async () => {
    const clock = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(clock.signal);
    responses = [() => clock.abort(new DOMException("too late", "TimeoutError"))];
    const response = await sendTo(url, await signedDelivery());
    expect(timeout.mock.calls).toEqual([[10_000]]);
    timeout.mockRestore();
    expect(response.status).toBe(500);
  });

  it("fails if the service cannot be reached", async () => {
    responses = [(response) => response.destroy()];
    expect((await sendTo(url, await signedDelivery())).status).toBe(500);
    expect(error).toHaveBeenCalled();
  });

  it.each([
    ["missing", ""],
    ["broken", `${token}\n`],
  ])("does not start with a %s token", async (_, value) => {
    vi.stubEnv(example.tokenVariable, value);
    vi.resetModules();
    const failure = await example.load().catch(String);
    const message = `${example.tokenVariable} is not set, or has spaces or line breaks`;
    expect(failure).toBe(`Error: ${message}`);
  });
});
