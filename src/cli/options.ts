import { type Command, InvalidArgumentError } from "commander";
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

export const withSecretOption = (command: Command): Command =>
  command.requiredOption(
    "--secret <reference>",
    "the validation secret, as env:NAME or file:PATH; repeatable",
    collect,
  );

export const readSecrets = (options: { secret: string[] }, terminal: Terminal): Promise<string[]> =>
  Promise.all(options.secret.map((reference) => resolveReference(reference, terminal)));
