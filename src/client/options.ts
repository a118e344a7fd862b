import { MendixWebhooksError } from "./errors.js";

/** What {@link createClient} needs to know. */
export interface ClientOptions {
  /** A personal access token, without the word `MxToken`. */
  token: string;
  /**
   * Where the API is served, its path included.
   *
   * @default the production server of the contract
   */
  baseUrl?: string;
  /**
   * Performs the requests.
   *
   * @default globalThis.fetch
   */
  fetch?: typeof globalThis.fetch;
}

/** What can be set for a single request. */
export interface RequestOptions {
  /** Stops the request. */
  signal?: AbortSignal;
}

/** Options with their defaults, each of them checked. */
export type CheckedOptions = Required<ClientOptions>;

/** @throws MendixWebhooksError that names the option which cannot be used */
export function checkOptions(options: ClientOptions, serverUrl: string): CheckedOptions {
  const { token, baseUrl = serverUrl, fetch = globalThis.fetch } = options ?? {};
  if (typeof token !== "string" || token.trim() === "") {
    throw invalidOption("token", "must be a personal access token");
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw invalidOption(
      "token",
      "must be the personal access token alone, without 'MxToken' or spaces",
    );
  }
  if (!isHttpUrl(baseUrl)) {
    throw invalidOption(
      "baseUrl",
      "must be an absolute http or https URL without query or fragment",
    );
  }
  if (typeof fetch !== "function") {
    throw invalidOption("fetch", "must be a function; this runtime may lack a fetch of its own");
  }
  return { token, baseUrl: baseUrl.replace(/\/+$/, ""), fetch };
}

function isHttpUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, search, hash, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && `${search}${hash}${username}${password}` === "";
}

const invalidOption = (name: string, reason: string) =>
  new MendixWebhooksError(`createClient: option '${name}' ${reason}`, { code: "invalid_option" });
