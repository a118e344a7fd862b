/**
 * Finds what the page would load from elsewhere. The addresses that Redoc loads are replaced; any
 * other address that a browser would fetch fails the build. Links for readers stay as they are.
 */
import { ScriptError } from "../script-error.js";

/**
 * Every address that the scripts of Redoc would load, each of which occurs in the page once: its
 * two logos, its icon sets and the collector of its telemetry.
 */
export const redocAddresses = [
  "https://cdn.redoc.ly/redoc/logo-mini-full.svg",
  "https://cdn.redoc.ly/redoc/logo-mini.svg",
  "https://cdn.redocly.com/icons/fa/7.0.0",
  "https://cdn.redocly.com/icons/code/5.24.0",
  "https://otel.cloud.redocly.com/v1/traces",
];

/**
 * Puts an empty `data:` address in the place of each address of Redoc.
 *
 * @throws ScriptError when one does not occur exactly once
 */
export function replaceRedocAddresses(page: string): string {
  let replaced = page;
  for (const address of redocAddresses) {
    const parts = replaced.split(address);
    if (parts.length !== 2) {
      throw new ScriptError(
        `Redoc loads ${address} in ${parts.length - 1} places, not 1: look at what changed, then mend scripts/docs/outside-addresses.ts`,
      );
    }
    replaced = parts.join("data:,");
  }
  return replaced;
}

const address = String.raw`(?<address>(?:https?:|wss?:)?//[^\s"'\`<>)&]+)`;
const quote = String.raw`\s*(?:["'\`]|&quot;|&#x27;)?`;
const inStyle = [`@import${quote}`, String.raw`\burl\(${quote}`];
const inMarkup = [
  ...inStyle,
  String.raw`@import\s+url\(${quote}`,
  String.raw`<[a-z][^<>]*\s(?:src|srcset|poster|data|background)\s*=${quote}`,
  String.raw`<(?:link|image|use|base)\b[^<>]*\shref\s*=${quote}`,
];
const inScripts = [
  ...inStyle,
  String.raw`\b(?:src|srcSet)\s*[:=]${quote}`,
  String.raw`\b(?:fetch|import|importScripts|sendBeacon|Worker|EventSource|WebSocket)\(${quote}`,
  String.raw`\.open\([^,()]*,${quote}`,
  String.raw`\bfrom${quote}`,
];
/** Hosts that serve resources; a script may add the rest of such an address later. */
const loadingHost = /(?<address>https?:\/\/(?:cdn|fonts|otel|static|assets|unpkg)\b[^\s"'`<>)]*)/gi;

/** The outside addresses that a browser would fetch when it shows the page. */
export function fetchedAddresses(page: string): string[] {
  const bodies: string[] = [];
  const markup = page.replace(/(<script\b[^>]*>)([\s\S]*?)<\/script>/gi, (_all, tag, body) => {
    bodies.push(body);
    return tag;
  });
  // The contract itself is data: an address in one of its examples is not fetched.
  const scripts = bodies.join("\n").replace(/^\s*const __redoc_definition = .*$/m, "");
  const found = [
    ...inMarkup.flatMap((lead) => matches(markup, new RegExp(lead + address, "gi"))),
    ...inScripts.flatMap((lead) => matches(scripts, new RegExp(lead + address, "g"))),
    ...matches(scripts, loadingHost),
  ];
  return [...new Set(found)];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(({ groups }) => groups?.address ?? []);
}
