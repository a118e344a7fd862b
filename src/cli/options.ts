import { InvalidArgumentError, Option } from "commander";
import { resolveReference } from "./read-data.js";
import type { Terminal } from "./terminal.js";

/** The text below the options of a command's `--help`. A further line of one example is indented. */
export const examples = (...commands: string[]): string =>
  ["", "Examples:", ...commands.map((one) => `  mendix-webhooks ${one}`)].join("\n");

export const collect = (value: string, previous: string[] = []) => [...previous, value];

export const wholeNumber =
  (from: number, to = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= from && number <= to) return number;
    const range = to === Number.MAX_SAFE_INTEGER ? "" : ` from ${from} to ${to}`;
    throw new InvalidArgumentError(`Give a whole number${range}.`);
  };

export const portNumber = wholeNumber(0, 65_535);

export const formats = ["table", "json", "ndjson", "yaml"] as const;

export const outputOption = () =>
  new Option("--output <format>", "how to print (default: table; json in a pipe)").choices(formats);

export const secretOption = () =>
  new Option("--secret <reference>", "the validation secret, as env:NAME or file:PATH; repeatable")
    .argParser(collect)
    .makeOptionMandatory();

export const readSecrets = (options: { secret: string[] }, terminal: Terminal): Promise<string[]> =>
  Promise.all(options.secret.map((reference) => resolveReference(reference, terminal)));
