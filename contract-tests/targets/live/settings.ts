import { serverUrl } from "../../../generated/routes.js";

/** What a run against a real service needs. */
export interface LiveSettings {
  /** What a client takes as `baseUrl`. */
  url: string;
  token: string;
  app: string;
  /** Only reads, and so makes no webhook. */
  isReadOnly: boolean;
  /** Where the reports go. */
  folder?: string | undefined;
  /** Requests that the run may make in all, those that clean up included. */
  maxRequests: number;
  /** Seconds that it waits for a rate limit to start afresh; a longer wait ends it. */
  maxWait: number;
}

/** Says what is missing or wrong, all of it, and never the token. */
export class SettingsError extends Error {}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export interface LiveOptions {
  target: string;
  readOnly?: boolean | undefined;
  report?: string | undefined;
  maxRequests?: string | undefined;
  maxWait?: string | undefined;
}

/**
 * @param options - of the command line; `target` is a URL, or `live` for the contract's server
 * @throws SettingsError
 */
export function readSettings(
  options: LiveOptions,
  environment: Record<string, string | undefined>,
): LiveSettings {
  const { MENDIX_PAT: token = "", MENDIX_APP_ID: app = "" } = environment;
  const { target, readOnly = false, report, maxRequests = "1500", maxWait = "60" } = options;
  const url = (target === "live" ? serverUrl : target).replace(/\/+$/, "");
  const faults = [
    ...faultsOfToken(token),
    ...(app === ""
      ? ["MENDIX_APP_ID is not set: it has to be the id of an app"]
      : uuid.test(app)
        ? []
        : ["MENDIX_APP_ID is not the id of an app, which is a UUID"]),
    ...faultsOfUrl(url),
    ...(isWhole(maxRequests, 100) ? [] : ["--max-requests has to be a whole number from 100"]),
    ...(isWhole(maxWait, 0) ? [] : ["--max-wait has to be a whole number of seconds"]),
  ];
  if (faults.length > 0) throw new SettingsError(faults.join("\n"));
  const numbers = { maxRequests: Number(maxRequests), maxWait: Number(maxWait) };
  return { url, token, app, isReadOnly: readOnly, folder: report, ...numbers };
}

function faultsOfToken(token: string): string[] {
  if (token === "") {
    return ["MENDIX_PAT is not set: it has to be a personal access token of the Mendix settings"];
  }
  if (/^[!-~]+$/.test(token)) return [];
  return ["MENDIX_PAT has characters that no token has; set it without 'MxToken '"];
}

function faultsOfUrl(text: string): string[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return [`--target has to be prism, sandbox, all, live or a URL; '${text}' is none`];
  }
  if (url.username !== "" || url.search !== "" || url.hash !== "") {
    return ["--target has to be a URL without a user, a query and a fragment"];
  }
  if (url.protocol === "https:" || loopback.test(url.hostname)) return [];
  return ["--target has to be https: the token would travel in the clear"];
}

const isWhole = (text: string, least: number) => /^\d{1,9}$/.test(text) && Number(text) >= least;
