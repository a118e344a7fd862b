/**
 * The decoded parameters of a URL's path that ends as a path template says.
 *
 * @returns undefined if the path does not match
 */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const match = pathname.match(new RegExp(`${template.replace(/\{[^}]+\}/g, "([^/]*)")}$`));
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, i) => [name, decoded(match[i + 1] ?? "")]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
