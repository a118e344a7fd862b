import { posix } from "node:path";

/** The state of a project that decides whether its package can be published. */
export interface ReleaseState {
  manifest: Record<string, unknown>;
  /** The names of the files in `.changeset/`. */
  changesets: readonly string[];
  readme: string;
  /** The paths of the files in git. */
  files: readonly string[];
}

const fields = ["author", "license", "description", "repository", "homepage", "bugs"];
const number = "(0|[1-9]\\d*)";
const semver = new RegExp(`^${number}\\.${number}\\.${number}(-[\\w.-]+)?(\\+[\\w.-]+)?$`);

/** What is missing before a release, one line each. */
export function missingForRelease({ manifest, changesets, readme, files }: ReleaseState): string[] {
  const links = relativeLinks(readme);
  const unreleased = changesets.filter((name) => /\.md$/.test(name) && name !== "README.md");
  return [
    ...fields.filter((name) => !manifest[name]).map((name) => `package.json has no '${name}'`),
    ...(manifest.private ? ["package.json is 'private', so npm refuses to publish it"] : []),
    ...versionProblems(manifest),
    ...(unreleased.length > 0
      ? [`.changeset has unreleased changes (${unreleased.length}); run 'npm run version'`]
      : []),
    ...(manifest.repository || links.length === 0
      ? []
      : [`README.md has ${links.length} relative links, which npm resolves only by 'repository'`]),
    ...links
      .filter((link) => !files.some((file) => file === link || file.startsWith(`${link}/`)))
      .map((link) => `README.md links to '${link}', which is not in git`),
  ];
}

/** A prerelease as `latest` would reach everybody who installs the package. */
function versionProblems({ version, publishConfig }: Record<string, unknown>): string[] {
  const prerelease = typeof version === "string" ? semver.exec(version)?.[4] : undefined;
  const tag = Object(publishConfig).tag ?? "latest";
  if (typeof version !== "string" || !semver.test(version)) {
    return ["package.json has no version of the form 1.2.3"];
  }
  if (prerelease === undefined || tag !== "latest") return [];
  return [`version ${version} is a prerelease and needs a 'publishConfig.tag', such as 'next'`];
}

/** The paths in links and images of a Markdown page, without the examples of code. */
function relativeLinks(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, "");
  const targets = [...text.matchAll(/\]\(<?([^)\s>]+)|\b(?:src|srcset|href)="([^"]+)"/g)]
    .map(([, link, attribute]) => link ?? attribute ?? "")
    .filter((target) => !/^([a-z][a-z\d+.-]*:|\/\/|#)/i.test(target));
  const paths = targets.map((target) => target.replace(/[?#].*$/, "").replace(/\/$/, ""));
  return [...new Set(paths.map((path) => posix.normalize(path)))];
}
