import { createHash } from "node:crypto";
import type { State } from "../state.js";
import { StateFileError } from "./errors.js";
import { faultOfState } from "./shape.js";

const version = 1;

/*
 * The file is one JSON document of a fixed layout, so that every byte of it is either prescribed
 * or under the checksum:
 *
 *     {"format":"mendix-webhooks sandbox state","version":1,"sha256":"…","state":{…}}
 */
const opening = '{"format":"mendix-webhooks sandbox state","version":';
const afterVersion = ',"sha256":"';
const afterChecksum = '","state":';
const ending = "}\n";

const checksumLength = 64;
const headLength =
  opening.length +
  `${version}`.length +
  afterVersion.length +
  checksumLength +
  afterChecksum.length;

const headFor = (body: Uint8Array) =>
  opening +
  version +
  afterVersion +
  createHash("sha256").update(body).digest("hex") +
  afterChecksum;

/**
 * Gives the bytes of a state file.
 *
 * @throws StateFileError when the state could not be read back
 */
export function encodeState(state: State, path: string): Uint8Array {
  const fault = faultOfState(state);
  if (fault !== undefined) {
    throw new StateFileError(
      "write_failed",
      `state file ${path} was not written: the state is malformed at ${fault}`,
    );
  }
  const body = Buffer.from(JSON.stringify(state));
  return Buffer.concat([Buffer.from(headFor(body)), body, Buffer.from(ending)]);
}

/**
 * Reads the bytes of a state file. What is wrong with them is told without repeating any of them,
 * for they hold secrets.
 *
 * @throws StateFileError when they are not exactly what a sandbox wrote
 */
export function decodeState(bytes: Buffer, path: string): State {
  if (bytes.length === 0) throw damaged(path, "it is empty");
  const head = bytes.toString("latin1", 0, headLength);
  if (!head.startsWith(opening)) {
    throw damaged(path, "it does not begin as a sandbox's state file does");
  }
  refuseNewer(head, path);
  if (bytes.toString("latin1", bytes.length - ending.length) !== ending) {
    throw damaged(path, "its end is missing");
  }
  const body = bytes.subarray(headLength, -ending.length);
  if (head !== headFor(body)) throw damaged(path, "its checksum does not match what it holds");
  const state = parse(body);
  const fault = faultOfState(state);
  if (fault !== undefined) throw damaged(path, `its state is malformed at ${fault}`);
  return state as State;
}

function refuseNewer(head: string, path: string): void {
  const found = /^[1-9]\d{0,8}(?=,)/.exec(head.slice(opening.length))?.[0];
  if (found === undefined) throw damaged(path, "it does not tell its version");
  if (Number(found) === version) return;
  throw new StateFileError(
    "newer_version",
    `state file ${path} has version ${found}, and this sandbox knows versions up to ${version}; ` +
      "it was left as it is: update mendix-webhooks, or name another file",
  );
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // The parser's message would quote what it stumbled over.
    return undefined;
  }
}

const damaged = (path: string, what: string) =>
  new StateFileError(
    "damaged",
    `state file ${path} is damaged: ${what}; it was left as it is: ` +
      "restore a copy of it, or move it away to begin with no webhooks",
  );
