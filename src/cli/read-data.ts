import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError, type Terminal } from "./terminal.js";

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

/** Decodes UTF-8. @throws CommandError, because text with replaced bytes would not be the same */
function toText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${name}: this is not UTF-8; save it as such`);
  }
}

export const readText = async (path: string) => toText(await readBytes(path), path);

/** Reads standard input to its end. */
export async function readInput({ stdin }: Terminal): Promise<Uint8Array> {
  // Loaded only here, so that `--help` costs less.
  const { buffer } = await import("node:stream/consumers");
  return buffer(stdin);
}

/**
 * Replaces a file at once, so that an interruption leaves the old one. What a link leads to is
 * replaced, and what is no file, such as `/dev/stdout`, is written to.
 *
 * @throws CommandError
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const existing = await stat(target).catch(() => undefined);
    if (existing && !existing.isFile()) return await writeFile(target, content);
    const temporary = `${target}.${crypto.randomUUID()}.new`;
    try {
      await writeFile(temporary, content, existing && { mode: existing.mode });
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    throw new CommandError(`${path}: it cannot be written (${Object(error).code})`);
  }
}

/** Parses JSON or YAML from `@file` or, with `@-`, from standard input. @throws CommandError */
export async function parseSource(source: string, terminal: Terminal) {
  const input = "standard input";
  if (source === "@-") return parseText(toText(await readInput(terminal), input), input);
  if (/^@./.test(source)) return parseFile(source.slice(1));
  throw new CommandError(`'${source}' is not a file: write @file, or @- for standard input`);
}

export const parseFile = async (path: string) => parseText(await readText(path), path);

/**
 * Parses JSON or YAML.
 *
 * @param name - names the text in an error
 * @returns the text, its content, and the document with comments and positions
 * @throws CommandError with line and column, but without the text, which may contain a secret
 */
export async function parseText(source: string, name: string) {
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false, stringKeys: true });
  /** Returns `name:line:column` of an offset in the text. */
  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) {
    const isRepeated = error.code === "DUPLICATE_KEY";
    const what = isRepeated ? "this key is there twice" : `neither JSON nor YAML (${error.code})`;
    throw new CommandError(`${place(error.pos[0])}: ${what}`);
  }
  try {
    const content: unknown = document.toJS();
    JSON.stringify(content); // Throws if an alias stands for what contains it.
    return { source, document, place, content };
  } catch (error) {
    // An alias without an anchor, or aliases that expand without end.
    const reason = error instanceof ReferenceError ? error.message : "an alias contains itself";
    throw new CommandError(`${place(0)}: ${reason}`);
  }
}

/**
 * Resolves a reference to a secret: `env:NAME` or `file:PATH`.
 *
 * @param folder - what a path is relative to
 * @throws CommandError that does not repeat the reference, which may be a secret by mistake
 */
export async function resolveReference(
  reference: string,
  { env }: Terminal,
  folder = "",
): Promise<string> {
  const [, kind, name = ""] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) {
    throw new CommandError("a secret is given as env:NAME or file:PATH, never itself");
  }
  const value =
    kind === "env" ? env[name] : (await readText(resolve(folder, name))).replace(/\r?\n$/, "");
  if (value) return value;
  const what = kind === "env" ? `the environment variable ${name}` : `the file ${name}`;
  throw new CommandError(`${what} is ${value === undefined ? "not set" : "empty"}`);
}
