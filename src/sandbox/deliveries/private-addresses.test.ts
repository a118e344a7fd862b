import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { createNetworkTransport } from "./delivery-transport.js";
import { guardLookup, isPrivate } from "./private-addresses.js";

const privateAddresses = [
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254"],
  ...["168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"],
  ...["192.0.0.1", "192.0.2.1", "192.88.99.1", "198.51.100.1", "203.0.113.1"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"],
  ...["64:ff9b::a00:1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1"],
  ...["fd00:ec2::254", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "4000::1", "8000::1"],
];

const publicAddresses = [
  ...["8.8.8.8", "1.1.1.1", "18.194.214.35", "100.63.255.255", "100.128.0.1", "172.15.255.255"],
  ...["172.32.0.1", "11.0.0.1", "223.255.255.255", "168.63.129.17"],
  ...["2606:4700:4700::1111", "2a00:1450:4001::200e", "2003::1"],
];

describe("isPrivate", () => {
  it.each(privateAddresses)("is true for %s", (address) => expect(isPrivate(address)).toBe(true));
  it.each(publicAddresses)("is false for %s", (address) => expect(isPrivate(address)).toBe(false));
});

/** A lookup that finds these addresses for any name. */
const finding =
  (...addresses: string[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  };

describe("guardLookup", () => {
  const refusal = new Error("private");
  const unknown = new Error("unknown");
  const failing: LookupFunction = (_hostname, _options, callback) => callback(unknown, []);

  it.each<[string, LookupFunction, boolean, unknown]>([
    ["passes public ones on", finding("8.8.8.8"), true, [{ address: "8.8.8.8", family: 4 }]],
    ["passes a public one on", finding("8.8.8.8"), false, "8.8.8.8"],
    ["refuses a private one", finding("10.0.0.1"), false, refusal],
    ["refuses them if any is private", finding("8.8.8.8", "fe80::1"), true, refusal],
    ["passes the error on for an unknown name", failing, true, unknown],
  ])("%s", async (_, lookup, all, expected) => {
    const result = await new Promise((resolve) =>
      guardLookup(lookup, refusal)("some.domain.com", { all }, (error, found) =>
        resolve(error ?? found),
      ),
    );
    expect(result).toEqual(expected);
  });

  it.each(["http://rebound.domain.com:9/", "https://rebound.domain.com:9/"])(
    "guards the only lookup that a connection to %s makes",
    async (url) => {
      let lookups = 0;
      const lookup: LookupFunction = (...args) => {
        lookups += 1;
        finding("127.0.0.1")(...args);
      };
      const transport = createNetworkTransport(false, lookup);
      const request = { url: new URL(url), headers: {}, body: "" };
      const sending = transport(request, new AbortController().signal);
      await expect(sending).rejects.toThrow("target is a private address");
      expect(lookups).toBe(1);
    },
  );
});
