import { expect, it } from "vitest";
import { missingForRelease, type ReleaseState } from "./missing-for-release.js";

const complete: ReleaseState = {
  manifest: {
    version: "1.2.3",
    author: "The authors",
    license: "MIT",
    description: "A package",
    repository: "github:owner/name",
    homepage: "https://example.com",
    bugs: "https://example.com/bugs",
  },
  changesets: ["config.json", "README.md"],
  readme:
    "[guide](docs/guide.md#part) [top](#top) [docs](docs/) `[x](y.md)`\n```\n[x](z.md)\n```\n",
  files: ["README.md", "docs/guide.md"],
};

/** What is missing when the manifest and other parts are replaced. */
const missing = (manifest: object, others: Partial<ReleaseState> = {}) =>
  missingForRelease({ ...complete, ...others, manifest: { ...complete.manifest, ...manifest } });

it("names nothing when everything is there", () => {
  expect(missingForRelease(complete)).toEqual([]);
});

it.each(["author", "license", "description", "homepage", "bugs"])("names a missing %s", (name) => {
  expect(missing({ [name]: undefined })).toEqual([`package.json has no '${name}'`]);
});

it("names the relative links that need a repository", () => {
  expect(missing({ repository: undefined })).toEqual([
    "package.json has no 'repository'",
    "README.md has 2 relative links, which npm resolves only by 'repository'",
  ]);
});

it("names a link and an image that are not in git", () => {
  const readme = '[guide](docs/guide.md) [gone](docs/gone.md) <img src="docs/parts.svg">';
  expect(missing({}, { readme })).toEqual([
    "README.md links to 'docs/gone.md', which is not in git",
    "README.md links to 'docs/parts.svg', which is not in git",
  ]);
});

it("names unreleased changes and a private package", () => {
  expect(missing({ private: true }, { changesets: ["some-change.md"] })).toEqual([
    "package.json is 'private', so npm refuses to publish it",
    ".changeset has unreleased changes (1); run 'npm run version'",
  ]);
});

it("names a version that is none, and a prerelease that would become latest", () => {
  expect(missing({ version: "1.2" })).toEqual(["package.json has no version of the form 1.2.3"]);
  const version = "2.0.0-beta.1";
  expect(missing({ version })).toEqual([
    `version ${version} is a prerelease and needs a 'publishConfig.tag', such as 'next'`,
  ]);
  expect(missing({ version, publishConfig: { tag: "next" } })).toEqual([]);
});
