import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CommandError, exitCodes, type Terminal } from "./terminal.js";

/** Reads a file. @throws CommandError that names the file and the reason */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : "unknown reason";
    const hint = reason === "ENOENT" ? "there is no such file" : `it cannot be read (${reason})`;
    throw new CommandError(`${path}: ${hint}`);
  }
}

/** Reads a file as text. @throws CommandError that names the file and the reason */
export const readText = async (path: string): Promise<string> =>
  new TextDecoder().decode(await readBytes(path));

/**
 * Reads the text of `@file` or, with `@-`, of standard input.
 *
 * @returns the text, and what to call it in an error
 * @throws CommandError
 */
export async function readSource(
  source: string,
  { stdin }: Terminal,
): Promise<[content: string, name: string]> {
  if (!/^@./.test(source)) {
    throw new CommandError(`'${source}' is not a file: write @file, or @- for standard input`);
  }
  const path = source.slice(1);
  return path === "-" ? [await text(stdin), "standard input"] : [await readText(path), path];
}

/**
 * Reads JSON or YAML from `@file` or, with `@-`, from standard input.
 *
 * @throws CommandError with line and column, but without the text, which may contain a secret
 */
export async function readData(source: string, terminal: Terminal): Promise<unknown> {
  return parseData(...(await readSource(source, terminal)));
}

/** Parses JSON or YAML. @param name - names the text in an error @throws CommandError */
export async function parseData(content: string, name: string): Promise<unknown> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(content, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error === undefined) return document.toJS();
  const { line, col } = lineCounter.linePos(error.pos[0]);
  throw new CommandError(`${name}:${line}:${col}: neither JSON nor YAML (${error.code})`);
}

/**
 * Resolves a reference to a secret: `env:NAME` or `file:PATH`.
 *
 * @throws CommandError that does not repeat the reference, which may be a secret by mistake
 */
export async function resolveReference(reference: string, { env }: Terminal): Promise<string> {
  const [, kind, name = ""] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) {
    throw new CommandError("a secret is given as env:NAME or file:PATH, never itself");
  }
  const value = kind === "env" ? env[name] : (await readText(name)).replace(/\r?\n$/, "");
  if (value) return value;
  const what = kind === "env" ? `the environment variable ${name}` : `the file ${name}`;
  throw new CommandError(`${what} is ${value === undefined ? "not set" : "empty"}`);
}

/** Reads the access token. @throws CommandError */
export async function readToken(
  { tokenFile }: { tokenFile?: string },
  { env }: Terminal,
): Promise<string> {
  const token = tokenFile === undefined ? env.MENDIX_PAT : await readText(tokenFile);
  if (token?.trim()) return token.trim().replace(/^MxToken\s+/i, "");
  const remedy =
    "set MENDIX_PAT, or give --token-file <file>; make a token in the Mendix user settings, " +
    "with the scope mx:webhook:read, or mx:webhook:write for changes";
  throw new CommandError(`there is no access token: ${remedy}`, exitCodes.notAuthorised);
}
