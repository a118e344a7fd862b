import { ScriptError } from "../script-error.js";
import type { Change, Impact } from "./compare-contracts.js";

/** What `info.version` has to become at least, and whether it has. */
export interface VersionCheck {
  base: string;
  revision: string;
  required: string;
  isEnough: boolean;
}

/**
 * Breaking changes need a new major version, additive ones a new minor version; below 1.0.0, as
 * semver has it, a new minor and a new patch version. Editorial ones need none.
 *
 * @throws ScriptError when a version is not semver
 */
export function checkVersion(base: string, revision: string, changes: Change[]): VersionCheck {
  const required = next(read(base), changes);
  const isEnough = isAtLeast(read(revision), required);
  return { base, revision, required: required.join("."), isEnough };
}

type Version = [major: number, minor: number, patch: number];

function read(version: string): Version {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version);
  if (found === null) throw new ScriptError(`info.version '${version}' is not a semantic version`);
  return [Number(found[1]), Number(found[2]), Number(found[3])];
}

function next([major, minor, patch]: Version, changes: Change[]): Version {
  const has = (impact: Impact) => changes.some((change) => change.impact === impact);
  if (has("breaking")) return major === 0 ? [0, minor + 1, 0] : [major + 1, 0, 0];
  if (has("additive")) return major === 0 ? [0, minor, patch + 1] : [major, minor + 1, 0];
  return [major, minor, patch];
}

function isAtLeast(version: Version, least: Version): boolean {
  const differing = version.findIndex((number, index) => number !== least[index]);
  return differing === -1 || Number(version[differing]) > Number(least[differing]);
}
