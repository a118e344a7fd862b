import { serverUrl } from "../../../generated/routes.js";
import type { LiveTransport, TransportOptions } from "./live-transport.js";

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
  const problems: [isWrong: boolean, problem: string][] = [
    [token === "", "MENDIX_PAT is not set: it must be a personal access token"],
    [!/^[!-~]*$/.test(token), "MENDIX_PAT must contain no space; set it without 'MxToken '"],
    [app === "", "MENDIX_APP_ID is not set: it must be the id of an app"],
    [app !== "" && !uuid.test(app), "MENDIX_APP_ID is not the id of an app, which is a UUID"],
    [!/^[1-9]\d{2,8}$/.test(maxRequests), "--max-requests must be a whole number from 100"],
    problemOf(url),
  ];
  const wrong = problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
  if (wrong.length > 0) throw new SettingsError(wrong.join("\n"));
  return { url, token, app, isReadOnly: readOnly, maxRequests: Number(maxRequests) };
}

function problemOf(text: string): [isWrong: boolean, problem: string] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return [true, `--target must be prism, sandbox, all, live or a URL, not '${text}'`];
  }
  const hasMore = url.username + url.search + url.hash !== "";
  if (hasMore) return [true, "--target must be a URL without a user, a query and a fragment"];
  const isSafe = url.protocol === "https:" || loopback.test(url.hostname);
  return [!isSafe, "--target must be https, or the token would be sent unencrypted"];
}

/** @param seconds - since the run began */
export function progressLine(progress: LiveTransport["progress"], seconds: number): string {
  const { checks, of, failed, requests, waitingFor } = progress;
  const rest = Math.ceil((seconds / checks) * (of - checks));
  const left = checks === 0 ? "" : `, about ${rest} s left`;
  const waiting = waitingFor === "" ? "" : `, waiting for ${waitingFor}`;
  return `${checks} of ${of} checks, ${failed} failed, ${requests} requests${left}${waiting}`;
}
