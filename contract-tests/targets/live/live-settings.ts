import { serverUrl } from "../../../generated/routes.js";
import type { TransportOptions } from "./live-transport.js";

/** The options of `npm run test:contract` that concern a server in use. */
export interface CommandOptions {
  target: string;
  readOnly?: boolean;
  maxRequests?: string;
  report?: string;
  verbose?: boolean;
}

/** The server cannot be tested with these settings; the message never contains the token. */
export class SettingsError extends Error {}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads what a run needs to know from the options and the environment.
 *
 * @throws SettingsError that lists everything that is missing or wrong
 */
export function readSettings(
  { target, readOnly = false, maxRequests = "1500" }: CommandOptions,
  { MENDIX_PAT: token = "", MENDIX_APP_ID: app = "" }: Record<string, string | undefined>,
): Omit<TransportOptions, "fetch" | "clock"> {
  const url = (target === "live" ? serverUrl : target).replace(/\/+$/, "");
  const isEnough = /^\d{3,9}$/.test(maxRequests);
  const problems = [
    problemOfToken(token),
    problemOfApp(app),
    problemOfUrl(url),
    isEnough ? undefined : "--max-requests must be a whole number from 100",
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new SettingsError(problems.join("\n"));
  return { url, token, app, isReadOnly: readOnly, maxRequests: Number(maxRequests) };
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
