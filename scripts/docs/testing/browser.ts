import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { root } from "../../run-programs.js";
import { serveSite } from "./site-server.js";

/** Where `npm run docs:check` builds the site, and the path below which it has to work. */
const folder = join(root, "dist/docs-below-a-path");
const base = "/below/a/path/";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** The first Chromium on the PATH. */
function chromiumPath(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((one) => join(one, name))).find(existsSync);
  if (found === undefined) throw new Error("There is no Chromium: install the package chromium.");
  return found;
}

export type Site = Awaited<ReturnType<typeof openSite>>;

/** Serves the built site, and starts a browser that reaches nothing else. */
export async function openSite() {
  if (!existsSync(folder)) throw new Error("There is no site: use `npm run test:browser`.");
  const server = await serveSite(folder, base);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    proxy: { server: server.origin, bypass: "127.0.0.1,localhost" },
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"],
  });
  return {
    ...server,
    folder,
    base,
    /** A page with a fresh profile. What it logs as an error, or what its policy refuses, fails the test. */
    async open(path: string, options: BrowserContextOptions = {}) {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const problems: string[] = [];
      context.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith("http") && hostname !== "127.0.0.1") {
          server.strayRequests.push(request.url());
        }
      });
      page.on("pageerror", ({ message }) => problems.push(message));
      page.on("console", (message) => {
        if (message.type() === "error")
          problems.push(`${message.text()} ${message.location().url}`);
      });
      await page.goto(/^\w+:/.test(path) ? path : server.url + path);
      return { page, context, problems };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The pages of a built site, as files. */
export const pagesOf = (site: Site): string[] =>
  readdirSync(site.folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html") && file !== "404.html")
    .sort();

/** Resolves once Redoc has taken the reference over and opened the groups of its navigation. */
export const isHydrated = (page: Page): Promise<void> =>
  page
    .locator('[data-component-name="Menu/Menu"] a[href$="createwebhook"]')
    .waitFor({ state: "attached" });

/** How bright the background of a page is, from 0 to 255. */
export async function brightnessOf(page: Page): Promise<number> {
  const color = await page.evaluate<string>(
    `[document.body, document.documentElement, ...document.querySelectorAll("#redoc *")]
      .map((one) => getComputedStyle(one).backgroundColor).find((one) => !/, 0\\)$/.test(one))`,
  );
  return Number(/\d+/.exec(color)?.[0]);
}

/**
 * What axe-core finds of critical and serious impact: the rule, and where.
 *
 * @param rules - `colors` for a page that was tested with all of them in the other colour scheme
 */
export async function accessibilityFindings(
  page: Page,
  rules: "all" | "colors" = "all",
): Promise<string[]> {
  // Colours that are still changing say nothing.
  // A sheet made by script, because the policy of the console forbids others.
  await page.evaluate(`{
    const still = new CSSStyleSheet();
    still.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important }");
    document.adoptedStyleSheets.push(still);
  }`);
  await page.evaluate(axeSource);
  const runOnly = rules === "colors" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {};
  const options = JSON.stringify({ resultTypes: ["violations"], ...runOnly });
  // As text, because `axe` is a global of the page.
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`);
  return violations
    .filter(({ impact }) => impact === "critical" || impact === "serious")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
}

interface AxeResults {
  violations: {
    id: string;
    impact: string;
    nodes: { target: string[]; failureSummary: string }[];
  }[];
}
