import { describe, expect, it } from "vitest";
import { fetchedAddresses, redocAddresses, replaceRedocAddresses } from "./outside-addresses.js";

const scriptOf = (code: string) => `<body><script type="module">${code}</script></body>`;

describe("replaceRedocAddresses", () => {
  const page = scriptOf(redocAddresses.map((address) => `load(\`${address}\`)`).join(";"));

  it("leaves none of them in the page", () => {
    expect(replaceRedocAddresses(page)).toBe(
      scriptOf(redocAddresses.map(() => "load(`data:,`)").join(";")),
    );
  });

  it.each(redocAddresses)("refuses a page that loads %s never or twice", (address) => {
    expect(() => replaceRedocAddresses(page.replace(address, ""))).toThrow(
      `Redoc loads ${address} in 0 places, not 1`,
    );
    expect(() => replaceRedocAddresses(page + address)).toThrow(
      `Redoc loads ${address} in 2 places, not 1`,
    );
  });
});

describe("fetchedAddresses", () => {
  it.each([
    ["an image", '<img alt="" src="https://a.example/x.png">'],
    ["an image from the scheme of the page", "<img src=//a.example/x.png>"],
    ["a stylesheet", '<link rel="stylesheet" href="https://a.example/x.png">'],
    ["a script", '<script src="https://a.example/x.png"></script>'],
    ["an imported style", '<style>@import "https://a.example/x.png";</style>'],
    ["a style imported by url()", "<style>@import url(https://a.example/x.png);</style>"],
    ["a background", "<style>p { background: url('https://a.example/x.png') }</style>"],
    [
      "a background of one element",
      '<p style="background:url(&quot;https://a.example/x.png&quot;)">',
    ],
    ["a fetch", scriptOf('fetch("https://a.example/x.png")')],
    ["an imported module", scriptOf('import { x } from "https://a.example/x.png"')],
    ["a module imported later", scriptOf("await import(`https://a.example/x.png`)")],
    ["an older request", scriptOf('r.open("GET", "https://a.example/x.png")')],
    ["an image made by a script", scriptOf("jsx(`img`,{src:`https://a.example/x.png`})")],
  ])("names the address of %s", (_, page) => {
    const [found, ...more] = fetchedAddresses(page);
    expect(found).toMatch(/^(https:)?\/\/a\.example\/x\.png$/);
    expect(more).toEqual([]);
  });

  it("names an address on a host that serves what pages load", () => {
    expect(fetchedAddresses(scriptOf("const icons = `https://cdn.a.example/icons`"))).toEqual([
      "https://cdn.a.example/icons",
    ]);
  });

  it.each([
    ["links", '<a href="https://a.example/">read</a>'],
    ["text", "<p>https://cdn.a.example/ and src=https://a.example/</p>"],
    ["what is in the page", '<img src="data:,"><style>p { background: url(data:,) }</style>'],
    ["namespaces", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    [
      "the contract's own examples",
      scriptOf('\n const __redoc_definition = {"url":"https://cdn.a.example/"};\n'),
    ],
  ])("leaves alone %s", (_, page) => {
    expect(fetchedAddresses(page)).toEqual([]);
  });
});
