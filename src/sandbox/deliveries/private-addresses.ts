import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The host of a virtual machine at Azure, which looks like a public address. */
const azureHost = "168.63.129.16";

/** The only part of IPv6 that is in use on the public internet. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address is not of the public internet. */
export function isPrivate(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast" || address === azureHost) return true;
  return parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicast);
}

/** Whether the host of a URL is written as a private address; names are looked up later. */
export function hasPrivateAddress({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isPrivate(host);
}

/**
 * A lookup that fails when it finds a private address. The connection uses the addresses that it
 * found, so a name that changes its address after a check gains nothing.
 */
export function guardLookup(lookup: LookupFunction, refusal: Error): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses: LookupAddress[] =
        typeof found === "string" ? [{ address: found, family: family ?? 0 }] : (found ?? []);
      // One is enough to refuse, because Node.js may connect to any of them.
      const isRefused = addresses.some(({ address }) => isPrivate(address));
      callback(isRefused ? refusal : error, found, family);
    });
}
