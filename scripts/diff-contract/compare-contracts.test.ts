import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Document } from "../contract/document.js";
import { getAt, removeAt, renameAt, setAt } from "../contract/json-pointer.js";
import { compareContracts, type Impact } from "./compare-contracts.js";

const contract: Document = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../generated/openapi.json"), "utf8"),
);

const listing = "#/paths/~1apps~1{app-id}~1webhooks/get";
const create = "#/paths/~1apps~1{app-id}~1webhooks/post";
const one = "#/paths/~1apps~1{app-id}~1webhooks~1{webhook-id}";
const paths = "#/paths/~1apps~1{app-id}~1webhooks";
const nextPage = `${listing}/responses/200/links/nextPage`;
const components = "#/components";
const parameters = `${components}/parameters`;
const tooManyRequests = `${components}/responses/TooManyRequests`;
const schemas = `${components}/schemas`;
const input = `${schemas}/WebhookInput/properties`;
const json = "content/application~1json";

type Edit = (document: Document) => Document;
const edit =
  <Arguments extends unknown[]>(
    change: (document: Document, pointer: string, ...args: Arguments) => Document,
  ) =>
  (pointer: string, ...args: Arguments): Edit =>
  (document) =>
    change(document, pointer, ...args);

const set = edit<[value: unknown]>(setAt);
const remove = edit(removeAt);
const rename = edit<[name: string]>(renameAt);
const list = (document: Document, pointer: string) => getAt(document, pointer) as unknown[];
const reverse = edit((document, pointer) =>
  setAt(document, pointer, list(document, pointer).toReversed()),
);
const inline = edit((document, pointer) => {
  const { $ref } = getAt(document, pointer) as { $ref: string };
  return setAt(document, pointer, getAt(document, $ref));
});
const without = edit((document, pointer, value: unknown) =>
  setAt(
    document,
    pointer,
    list(document, pointer).filter((entry) => entry !== value),
  ),
);

/** An edit of the contract, and a part of the line that reports it. */
type Case = [Edit, line: string];

/** Edits in one list are compared at once, so they do not touch the same places. */
const breaking: Record<string, Case[]> = {
  "requests that were right": [
    [
      remove(`${one}/delete`),
      "Operation `DELETE /apps/{app-id}/webhooks/{webhook-id}` was removed",
    ],
    [set(`${one}/get/operationId`, "readWebhook"), "from 'getWebhook' to 'readWebhook'"],
    [remove(`${listing}/parameters/2`), "parameters: `ascOrder` query parameter was removed"],
    [set(`${schemas}/WebhookInput/required/-`, "headers"), "became required: `headers`"],
    [set(`${schemas}/WebhookInput/additionalProperties`, false), "`additionalProperties`"],
    [set(`${input}/url/maxLength`, 2048), "schema `WebhookInput`, `url`: `maxLength`"],
    [set(`${input}/isActive/default`, false), "`default` changed from `true` to `false`"],
    [set(`${input}/validationSecret/readOnly`, true), "`validationSecret`: `readOnly` was set"],
    [rename(`${input}/headers`, "header"), "was renamed to `header`"],
    [set(`${schemas}/HeaderName/not/anyOf/-`, { pattern: "^via$" }), "schema `HeaderName`: "],
    [remove(`${one}/put/requestBody`), "request body: Request body was removed"],
  ],
  "callers who rely on a response": [
    [remove(`${one}/get/responses/404`), "response `404`: Response `404` was removed"],
    [rename(`${one}/get/responses/200/${json}`, "application/xml"), "became `application/xml`"],
    [remove(`${schemas}/Webhook/properties/name`), "schema `Webhook`, `name`: "],
    [without(`${schemas}/Webhook/required`, "isActive"), "no longer required: `isActive`"],
    [set(`${schemas}/Webhook/properties/id/writeOnly`, true), "`id`: `writeOnly` was set"],
    [remove(`${tooManyRequests}/headers/X-RateLimit-Reset`), "response `TooManyRequests`: "],
    [set(`${components}/headers/RateLimitLimit/required`, false), "header `RateLimitLimit`: "],
    [remove(`${create}/responses/200/links`), "links map `links` was removed"],
    [set(`${nextPage}/parameters/query.cursor`, "$response.body#/next"), "link `nextPage` takes"],
  ],
  "receivers of a delivery": [
    [remove("#/webhooks/alert/post/parameters/2"), "delivery `alert`, parameters: "],
    [set(`${parameters}/DeliverySignature/required`, false), "parameter `DeliverySignature`: "],
    [set(`${parameters}/DeliveryId/name`, "mx-id"), "parameter `DeliveryId`: "],
    [set("#/webhooks/alert/post/requestBody/content/text~1plain", {}), "`text/plain` was added"],
    [
      set("#/webhooks/teamserver.push/post/requestBody/required", false),
      "request body: `required`",
    ],
    [remove(`${schemas}/Commit/properties/message`), "schema `Commit`, `message`: "],
    [rename("#/webhooks/package.uploaded", "package.created"), "became `package.created`"],
  ],
  "users who lose a whole part": [
    [
      set(`${create}/responses/200/links/getWebhook/operationId`, "x"),
      "`operationId` changed from",
    ],
    [remove(nextPage), "link `nextPage` was removed"],
    [remove(`${input}/headers`), "property `headers` was removed"],
    [remove(`${input}/isActive/default`), "`default` was removed"],
    [remove("#/webhooks/alert"), "Webhook `alert` was removed"],
    [
      remove("#/webhooks/teamserver.push/post/requestBody"),
      "request body `requestBody` was removed",
    ],
    [rename(paths, "/applications/{app-id}/webhooks"), "was renamed to `/applications/"],
  ],
};

const additive: Case[] = [
  [set("#/paths/~1apps", { get: { responses: {} } }), "path `/apps` was added"],
  [set(`${listing}/parameters/-`, { name: "isActive", in: "query" }), "`isActive` was added"],
  [
    set(`${input}/owner`, { type: "string" }),
    "`WebhookInput`, `owner`: property `owner` was added",
  ],
  [without(`${schemas}/WebhookInput/required`, "isActive"), "schema `WebhookInput`: `required`"],
  [set(`${schemas}/Webhook/properties/owner`, { type: "string" }), "schema `Webhook`, `owner`: "],
  [set(`${create}/responses/200/links/x`, { operationId: "getWebhook" }), "link `x` was added"],
  [set("#/webhooks/app.deleted", { post: { responses: {} } }), "delivery `app.deleted` was added"],
  [set(`${parameters}/DeliveryHost/required`, true), "parameter `DeliveryHost`: `required`"],
  [set(`${listing}/deprecated`, true), "`deprecated` was set to `true`"],
];

const editorial: Case[] = [
  [set("#/info/description", "Webhooks of Mendix."), "`info`: `description`"],
  [set(`${listing}/summary`, "List webhooks"), "`summary`"],
  [set(`${schemas}/HeaderName/not/title`, "taken"), "schema `HeaderName`: `title`"],
  [set("#/externalDocs", { url: "https://docs.mendix.com" }), "`externalDocs`: "],
  [set(`${listing}/x-internal`, true), "`x-internal`"],
  [set(`${schemas}/Unused`, { type: "object" }), "schema `Unused` was added"],
  [reverse(`${schemas}/Webhook/required`), "schema `Webhook`: `required`"],
];

/** Rewrites that mean the same, which nobody needs to hear of. */
const silent: Edit[] = [
  reverse(`${listing}/parameters`),
  reverse(`${schemas}/HeaderName/not/anyOf`),
  inline(`${schemas}/WebhookPage/properties/cursors`),
  inline(`${listing}/responses/401`),
  set("#/info/version", "2.0.0"),
];

/** The report on a contract with these edits, a line for each change. */
async function reportOn(edits: Edit[]): Promise<string[]> {
  const revision = edits.reduce((document, edit) => edit(document), contract);
  const changes = await compareContracts(contract, revision);
  return changes.map(({ impact, place, what }) => `${impact}: ${place}: ${what}`);
}

/** Each edit is reported by a line of its own, and nothing else is reported. */
async function expectEach(impact: Impact, cases: Case[]): Promise<void> {
  const lines = await reportOn(cases.map(([edit]) => edit));
  for (const [, text] of cases) {
    const matching = lines.filter((line) => line.startsWith(`${impact}: `) && line.includes(text));
    expect(matching, `${text} in\n${lines.join("\n")}`).toHaveLength(1);
  }
  expect(lines, lines.join("\n")).toHaveLength(cases.length);
}

describe.concurrent("compareContracts", { timeout: 30_000 }, () => {
  it.each(Object.entries(breaking))("calls breaking what fails %s", (_, cases) =>
    expectEach("breaking", cases),
  );

  it("calls additive what gives more and breaks nobody", () => expectEach("additive", additive));

  it("calls editorial what only reads differently", () => expectEach("editorial", editorial));

  it("does not report what means the same", async () => {
    expect(await reportOn(silent)).toEqual([]);
  });
});
