import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { createNetworkTransport } from "./delivery-transport.js";
import { guardLookup, isPrivate, refusePrivateAddress } from "./private-addresses.js";

const privateAddresses = [
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254"],
  ...["168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"],
  ...["64:ff9b::a00:1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1"],
  ...["fd00:ec2::254", "2001::1", "2001:db8::1", "2002:7f00:1::"],
];

const publicAddresses = [
  ...["8.8.8.8", "1.1.1.1", "18.194.214.35", "100.63.255.255", "100.128.0.1", "172.15.255.255"],
  ...["172.32.0.1", "11.0.0.1", "223.255.255.255", "168.63.129.17"],
  ...["2606:4700:4700::1111", "2a00:1450:4001::200e", "2003::1"],
];

describe("isPrivate", () => {
  it.each(privateAddresses)("is true of %s", (address) => expect(isPrivate(address)).toBe(true));
  it.each(publicAddresses)("is false of %s", (address) => expect(isPrivate(address)).toBe(false));
});

describe("refusePrivateAddress", () => {
  it.each([
    ...["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/"],
    ...["http://127.1.:8080/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/"],
    ...["http://169.254.169.254/latest/meta-data", "https://[fe80::1]/", "http://user@10.0.0.1/"],
  ])("refuses %s", (url) => {
    expect(() => refusePrivateAddress(new URL(url))).toThrow(
      "target is a private address; allow private targets to deliver there",
    );
  });

  it.each([
    "http://8.8.8.8/",
    "http://[2606:4700::1]/",
    "http://localhost/",
    "http://10.0.0.1.eu/",
  ])("leaves %s to the lookup or the connection", (url) =>
    expect(() => refusePrivateAddress(new URL(url))).not.toThrow(),
  );
});

/** Finds these addresses, whatever the name. */
const finding =
  (...addresses: string[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  };

describe("guardLookup", () => {
  const look = (lookup: LookupFunction, all: boolean) =>
    new Promise((resolve) =>
      guardLookup(lookup)("some.domain.com", { all }, (error, found) => resolve(error ?? found)),
    );

  it.each([true, false])("passes on what is public (all: %s)", async (all) => {
    const address = "8.8.8.8";
    expect(await look(finding(address), all)).toEqual(all ? [{ address, family: 4 }] : address);
  });

  it.each([true, false])("fails where an address is private (all: %s)", async (all) => {
    const refusal = {
      message: "target is a private address; allow private targets to deliver there",
    };
    expect(await look(finding("10.0.0.1", "8.8.8.8"), all)).toMatchObject(refusal);
    if (all) expect(await look(finding("8.8.8.8", "fe80::1"), all)).toMatchObject(refusal);
  });

  it("passes on that a name is not known", async () => {
    const error = Object.assign(new Error("unknown"), { code: "ENOTFOUND" });
    const failing: LookupFunction = (_hostname, _options, callback) => callback(error, []);
    expect(await look(failing, true)).toBe(error);
  });
});

describe("createNetworkTransport", () => {
  const { signal } = new AbortController();
  const outgoing = (url: string) => ({
    url: new URL(url),
    headers: {},
    body: "",
  });

  it.each([
    ["http", "http://rebound.domain.com:9/"],
    ["https", "https://rebound.domain.com:9/"],
  ])("judges what %s would connect to, not what was found before", async (_, url) => {
    const answers = ["8.8.8.8", "127.0.0.1"];
    let asked = 0;
    const lookup: LookupFunction = (hostname, options, callback) => {
      asked += 1;
      finding(answers[1] ?? "")(hostname, options, callback);
    };
    const transport = createNetworkTransport({ allowPrivateTargets: false, lookup });
    await expect(transport(outgoing(url), signal)).rejects.toThrow(
      "target is a private address; allow private targets to deliver there",
    );
    expect(asked).toBe(1);
  });

  it("refuses literal addresses, which are not looked up", async () => {
    const transport = createNetworkTransport({ allowPrivateTargets: false });
    await expect(transport(outgoing("http://[::ffff:7f00:1]:9/"), signal)).rejects.toThrow(
      "target is a private address; allow private targets to deliver there",
    );
  });
});
