import { defineConfig } from "vitepress";
import { writeMarkdown } from "../../scripts/docs/markdown-pages.js";

/** Pages beside those of VitePress: its router must leave their links alone. */
const otherPages = [
  { text: "Reference", link: "/reference/index.html", target: "_self" },
  { text: "Console", link: "/console/index.html", target: "_self" },
];

/** What the browser itself refuses: everything that is not part of this site. */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'none'; object-src 'none'";

/** Links out of this folder, which work in the repository, lead to the pages that stand for them. */
const siteLink = (href: string) =>
  href
    .replace(/^(\.\.\/)+README\.md(#.*)?$/, "/guides/first-call.md")
    .replace(/^((?:\.\.\/)*)\.\.\/(examples|openapi)\//, "$1./$2/")
    .replace(/README\.md(?=#|$)/, "index.md");

const guides = [
  { text: "First call in two minutes", link: "/guides/first-call" },
  { text: "Create and update a webhook", link: "/guides/create-and-update" },
  { text: "Receive and verify a delivery", link: "/guides/receive-a-delivery" },
  { text: "Why a signature fails", link: "/guides/why-a-signature-fails" },
  { text: "Rotate a secret", link: "/guides/rotate-a-secret" },
  { text: "Webhooks as code", link: "/guides/webhooks-as-code" },
  { text: "Test your receiver", link: "/guides/test-your-receiver" },
  { text: "Simulate failures", link: "/guides/simulate-failures" },
  { text: "Hold a server to the contract", link: "/contract-suite" },
  { text: "Change the contract", link: "/guides/change-the-contract" },
  { text: "Errors, and what to do", link: "/guides/errors" },
  { text: "Known and inferred", link: "/guides/known-and-inferred" },
];

export default defineConfig({
  title: "Mendix webhooks",
  description: "The contract of the Mendix Webhooks API, a client, a receiver and a sandbox.",
  lang: "en",
  // Written by typedoc, and of no use without its own navigation.
  srcExclude: ["api/readme.md"],
  buildEnd: writeMarkdown,
  head: [
    ["meta", { "http-equiv": "Content-Security-Policy", content: policy }],
    ["link", { rel: "icon", href: "data:," }],
  ],
  vite: {
    // Takes a second, and finds nothing to leave out.
    build: { rollupOptions: { treeshake: false } },
    // Vite would look for dependencies in the reference and the console, which are complete pages.
    optimizeDeps: { entries: [] },
  },
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (markdown) => {
      const { normalizeLink } = markdown;
      markdown.normalizeLink = (href) => normalizeLink(siteLink(href));
    },
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        // The search reads no colours of code, which take as long as all the rest of a page.
        _render(source, environment, markdown) {
          const { highlight } = markdown.options;
          markdown.set({ highlight: null });
          const html = markdown.render(source, environment);
          markdown.set({ highlight });
          return html;
        },
      },
    },
    outline: [2, 3],
    nav: [
      { text: "Guides", link: "/guides/first-call", activeMatch: "/guides/" },
      ...otherPages,
      { text: "API", link: "/api/", activeMatch: "/api/" },
    ],
    sidebar: [
      { text: "Guides", items: guides },
      {
        text: "In depth",
        items: [
          { text: "Command line", link: "/command-line" },
          { text: "Client", link: "/client" },
          { text: "Receiver", link: "/receiver" },
          { text: "Sandbox", link: "/sandbox" },
          { text: "Examples", link: "/examples/" },
          { text: "Benchmarks", link: "/benchmarks" },
          { text: "Decisions", link: "/decisions" },
        ],
      },
      {
        text: "The contract",
        items: [
          { text: "All operations on one page", link: "/contract" },
          ...otherPages,
          { text: "Sources", link: "/openapi/" },
        ],
      },
      {
        text: "API of the packages",
        items: [
          { text: "mendix-webhooks", link: "/api/" },
          { text: "mendix-webhooks/receiver", link: "/api/receiver" },
          { text: "mendix-webhooks/redis", link: "/api/redis" },
          { text: "mendix-webhooks/sandbox", link: "/api/sandbox" },
        ],
      },
    ],
  },
});
