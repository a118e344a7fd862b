import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  error,
  forgedDelivery,
  listen,
  log,
  push,
  sendTo,
  signedDelivery,
  token,
} from "./testing/example-deliveries.js";

const delivery = expect.stringMatching(/^msg_\d+$/);

type Respond = (response: ServerResponse, clock: AbortController) => unknown;

const examples = [
  {
    name: "start-github-actions",
    load: () => import("./start-github-actions.js"),
    urlVariable: "GITHUB_API_URL",
    tokenVariable: "GITHUB_TOKEN",
    accept: 204,
    path: "/api/repos/owner/name/dispatches",
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "mendix-webhooks",
      "x-github-api-version": "2022-11-28",
    },
    body: {
      event_type: "mendix-push",
      client_payload: { commit: push.after, delivery, projectId: push.projectId },
    },
  },
  {
    name: "start-gitlab-pipeline",
    load: () => import("./start-gitlab-pipeline.js"),
    urlVariable: "GITLAB_API_URL",
    tokenVariable: "GITLAB_TRIGGER_TOKEN",
    accept: 201,
    path: "/api/projects/group%2Fname/trigger/pipeline",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: {
      token,
      ref: "main",
      "variables[MENDIX_COMMIT]": push.after,
      "variables[MENDIX_DELIVERY]": delivery,
      "variables[MENDIX_PROJECT_ID]": push.projectId,
    },
  },
];

const parse = (body: string): unknown =>
  body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));

describe.each(examples)("the example $name", (example) => {
  let calls: object[];
  let url: string;
  /** How the service fails at the next call. It accepts every other one. */
  let failure: ((response: ServerResponse) => unknown) | undefined;

  beforeEach(async () => {
    calls = [];
    failure = undefined;
    const service = createServer(async (request, response) => {
      const { method, url: path, headers } = request;
      calls.push({ method, path, headers, body: parse(await text(request)) });
      const respond = failure ?? (() => response.writeHead(example.accept).end());
      failure = undefined;
      respond(response);
    });
    vi.stubEnv(example.urlVariable, `${await listen(service)}/api`);
    vi.resetModules();
    url = await listen(createServer((await example.load()).listener));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    // Whatever happened, the example must not write its token.
    const written = [...log.mock.calls, ...error.mock.calls];
    expect(inspect(written, { depth: null, showHidden: true })).not.toContain(token);
  });

  it("starts one pipeline for one delivery, and none for another branch or a forgery", async () => {
    const other = await signedDelivery({ ...push, branchName: "try" });
    expect((await sendTo(url, other)).status).toBe(204);
    expect((await sendTo(url, await forgedDelivery())).status).toBe(401);
    expect(calls).toEqual([]);
    const delivery = await signedDelivery();
    expect((await sendTo(url, delivery)).status).toBe(204);
    expect((await sendTo(url, delivery)).status).toBe(200);
    const { path, body } = example;
    const headers = expect.objectContaining(example.headers);
    expect(calls).toEqual([{ method: "POST", path, headers, body }]);
  });

  it.each<[string, Respond]>([
    ["responded with 500", (response) => response.writeHead(500).end(`no, ${token}`)],
    ["responded with 301", (response) => response.writeHead(301, { location: "/new" }).end()],
    ["fetch failed", (response) => response.destroy()],
    ["too late", (_, clock) => clock.abort(new DOMException("too late", "TimeoutError"))],
  ])("fails with '%s', and starts the pipeline on the next attempt", async (message, fail) => {
    const clock = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(clock.signal);
    onTestFinished(() => timeout.mockRestore());
    failure = (response) => fail(response, clock);
    const delivery = await signedDelivery();
    expect((await sendTo(url, delivery)).status).toBe(500);
    expect(String(error.mock.calls[0]?.[0])).toMatch(message);
    expect(timeout.mock.calls).toEqual([[10_000]]);
    expect(calls).toHaveLength(1);
    expect((await sendTo(url, delivery)).status).toBe(204);
    expect(calls).toHaveLength(2);
  });

  it.each(["", `${token}\n`])("does not start with a missing or broken token", async (value) => {
    vi.stubEnv(example.tokenVariable, value);
    vi.resetModules();
    const message = `${example.tokenVariable} is not set, or has spaces or line breaks`;
    const exit = vi.spyOn(process, "exit").mockImplementation((status) => {
      throw new Error(`ended with ${status}`);
    });
    onTestFinished(() => exit.mockRestore());
    await expect(example.load()).rejects.toThrow("ended with 2");
    expect(error.mock.calls).toEqual([[message]]);
  });
});
