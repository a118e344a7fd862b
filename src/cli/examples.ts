/** The text below the options of a command's `--help`. A further line of one example is indented. */
export const examples = (...commands: string[]): string =>
  ["", "Examples:", ...commands.map((one) => `  mendix-webhooks ${one}`)].join("\n");
