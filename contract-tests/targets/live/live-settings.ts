import { parseArgs } from "node:util";
import { serverUrl } from "../../../generated/routes.js";

/** What a run against a real service needs to know. */
export interface LiveSettings {
  /** What a client takes as `baseUrl`. */
  url: string;
  token: string;
  app: string;
  /** Sends `GET` requests alone, and so creates no webhook. */
  isReadOnly: boolean;
  /** The folder for the reports. */
  folder?: string | undefined;
  /** Requests that the run may send, including those that clean up. */
  maxRequests: number;
  /** Seconds to wait for the rate limit to reset; a longer wait ends the run. */
  maxWait: number;
}

/** Lists everything that is missing or wrong; the message never contains the token. */
export class SettingsError extends Error {}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const options = {
  target: { type: "string", default: "live" },
  "read-only": { type: "boolean", default: false },
  report: { type: "string" },
  "max-requests": { type: "string", default: "1500" },
  "max-wait": { type: "string", default: "60" },
} as const;

/**
 * Reads the arguments of the command line and the environment.
 *
 * @throws SettingsError
 */
export function readSettings(
  args: string[],
  environment: Record<string, string | undefined>,
): LiveSettings {
  const { MENDIX_PAT: token = "", MENDIX_APP_ID: app = "" } = environment;
  const { values } = parseArgs({ args, options });
  const { target, report, "max-requests": maxRequests, "max-wait": maxWait } = values;
  const url = (target === "live" ? serverUrl : target).replace(/\/+$/, "");
  const problems = [
    problemOfToken(token),
    problemOfApp(app),
    problemOfUrl(url),
    isInteger(maxRequests, 100) ? undefined : "--max-requests must be a whole number from 100",
    isInteger(maxWait, 0) ? undefined : "--max-wait must be a whole number of seconds",
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new SettingsError(problems.join("\n"));
  const numbers = { maxRequests: Number(maxRequests), maxWait: Number(maxWait) };
  return { url, token, app, isReadOnly: values["read-only"], folder: report, ...numbers };
}

function problemOfToken(token: string): string | undefined {
  if (token === "") return "MENDIX_PAT is not set: it must be a personal access token";
  if (/^[!-~]+$/.test(token)) return undefined;
  return "MENDIX_PAT contains characters that no token contains; set it without 'MxToken '";
}

function problemOfApp(app: string): string | undefined {
  if (app === "") return "MENDIX_APP_ID is not set: it must be the id of an app";
  return uuid.test(app) ? undefined : "MENDIX_APP_ID is not the id of an app, which is a UUID";
}

function problemOfUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return `--target must be prism, sandbox, all, live or a URL, not '${text}'`;
  }
  if (url.username !== "" || url.search !== "" || url.hash !== "") {
    return "--target must be a URL without a user, a query and a fragment";
  }
  if (url.protocol === "https:" || loopback.test(url.hostname)) return undefined;
  return "--target must be https, or the token would be sent unencrypted";
}

const isInteger = (text: string, min: number) => /^\d{1,9}$/.test(text) && Number(text) >= min;
