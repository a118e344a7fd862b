import type { LookupAddress } from "node:dns";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";
import { DeliveryFailure } from "./delivery-failure.js";

/** From IANA's registries of special-purpose addresses. */
const specialIPv4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by customers of a provider; metadata of a cloud
  "127.0.0.0/8", // loopback
  "168.63.129.16/32", // the host of a virtual machine in a cloud
  "169.254.0.0/16", // link-local; metadata of most clouds
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // relays to IPv6
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
];

const specialIPv6 = [
  // Everything but global unicast (2000::/3): loopback, private, link-local, multicast, and
  // embedded IPv4 addresses.
  "::/3",
  "4000::/2",
  "8000::/1",
  "2001::/23", // protocol assignments, tunnels
  "2001:db8::/32", // documentation
  "2002::/16", // tunnels to IPv4
  "3fff::/20", // documentation
];

// Two lists, because an IPv6 rule that covers embedded IPv4 addresses matches every plain one too.
const blockedIPv4 = listOf(specialIPv4, "ipv4");
const blockedIPv6 = listOf(specialIPv6, "ipv6");

function listOf(subnets: string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", prefix] = subnet.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether an address is not of the public internet. */
export const isPrivate = (address: string): boolean =>
  isIPv6(address) ? blockedIPv6.check(address, "ipv6") : blockedIPv4.check(address, "ipv4");

/** @throws DeliveryFailure when the URL's host is a private address; names are looked up later */
export function refusePrivateAddress({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && isPrivate(host)) throw refusal();
}

/**
 * A lookup that fails when it finds a private address. The connection uses the addresses that it
 * found, so a name that changes its address after a check gains nothing.
 */
export function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses: LookupAddress[] =
        typeof found === "string" ? [{ address: found, family: family ?? 0 }] : (found ?? []);
      // One is enough to refuse, because Node.js may connect to any of them.
      const isRefused = addresses.some(({ address }) => isPrivate(address));
      callback(isRefused ? refusal() : error, found, family);
    });
}

const refusal = () =>
  new DeliveryFailure("target is a private address; allow private targets to deliver there");
