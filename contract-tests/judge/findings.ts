import type { Finding } from "./oracle.js";

/**
 * Findings in one order and one spelling, to compare what two judges found. Prism writes the
 * names of parameters and headers in lower case.
 */
export function comparable(findings: readonly Finding[]): string[] {
  const lines = findings.map(({ place, keyword, missing }) => {
    const spelled = place.startsWith("body") ? place : place.toLowerCase();
    const name = place.startsWith("body") ? missing : missing?.toLowerCase();
    return `${spelled} ${keyword}${name === undefined ? "" : ` ${name}`}`;
  });
  return [...new Set(lines)].sort();
}
