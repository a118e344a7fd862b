import { appId, input as webhookWithHeaders } from "../../client/testing/input.js";
import { createClient } from "../../index.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../index.js";

export { appId };

/** A webhook to create, without custom headers, so that a test can add and lose them. */
const { headers: _, ...input } = webhookWithHeaders;

export { input };

const open: Sandbox[] = [];

/** A sandbox for one test, without a socket unless the options say otherwise. */
export async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ port: "none", seed: 1, ...options });
  open.push(sandbox);
  return sandbox;
}

/** Closes what was started; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const sandbox of open.splice(0)) await sandbox.close();
}

export const clientOf = ({ url, fetch }: Sandbox, token = "token") =>
  createClient({ token, baseUrl: url, fetch, maxRetries: 0 });

/** A request as it is, without a client that knows better. */
export async function ask(sandbox: Sandbox, path: string, init: RequestInit = {}) {
  const headers = { authorization: "MxToken token", ...init.headers };
  const response = await sandbox.fetch(`${sandbox.url}${path}`, { ...init, headers });
  const text = await response.text();
  return { response, status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** What a request with a JSON body is made of. */
export const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
