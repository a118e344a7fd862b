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

/** A change of the contract, and where it is reported. */
interface Edit {
  pointer: string;
  apply(document: Document): Document;
}
const edit =
  <Arguments extends unknown[]>(
    change: (document: Document, pointer: string, ...args: Arguments) => Document,
  ) =>
  (pointer: string, ...args: Arguments): Edit => ({
    pointer,
    apply: (document) => change(document, pointer, ...args),
  });

const set = edit<[value: unknown]>(setAt);
const remove = edit(removeAt);
const rename = edit<[name: string]>(renameAt);
const list = (document: Document, pointer: string) => getAt(document, pointer) as unknown[];
const reverse = edit((document, pointer) =>
  setAt(document, pointer, list(document, pointer).toReversed()),
);
/** Edits in one list are compared at once, so they do not touch the same places. */
const breaking: Record<string, Edit[]> = {
  "requests that were right": [
    remove(`${one}/delete`),
    set(`${one}/get/operationId`, "readWebhook"),
    remove(`${listing}/parameters/2`),
    set(`${schemas}/WebhookInput/required/-`, "headers"),
    set(`${schemas}/WebhookInput/additionalProperties`, false),
    set(`${input}/url/maxLength`, 2048),
    set(`${input}/isActive/default`, false),
    set(`${input}/validationSecret/readOnly`, true),
    rename(`${input}/headers`, "header"),
    set(`${schemas}/HeaderName/not/anyOf/-`, { pattern: "^via$" }),
    remove(`${one}/put/requestBody`),
  ],
  "callers who rely on a response": [
    remove(`${one}/get/responses/404`),
    rename(`${one}/get/responses/200/${json}`, "application/xml"),
    remove(`${schemas}/Webhook/properties/name`),
    remove(`${schemas}/Webhook/required/2`),
    set(`${schemas}/Webhook/properties/id/writeOnly`, true),
    remove(`${tooManyRequests}/headers/X-RateLimit-Reset`),
    set(`${components}/headers/RateLimitLimit/required`, false),
    remove(`${create}/responses/200/links`),
    set(`${nextPage}/parameters/query.cursor`, "$response.body#/next"),
  ],
  "receivers of a delivery": [
    remove("#/webhooks/alert/post/parameters/2"),
    set(`${parameters}/DeliverySignature/required`, false),
    set(`${parameters}/DeliveryId/name`, "mx-id"),
    set("#/webhooks/alert/post/requestBody/content/text~1plain", {}),
    set("#/webhooks/teamserver.push/post/requestBody/required", false),
    remove(`${schemas}/Commit/properties/message`),
    rename("#/webhooks/package.uploaded", "package.created"),
  ],
  "users who lose a whole part": [
    set(`${create}/responses/200/links/getWebhook/operationId`, "x"),
    remove(nextPage),
    remove(`${input}/headers`),
    remove(`${input}/isActive/default`),
    remove("#/webhooks/alert"),
    remove("#/webhooks/teamserver.push/post/requestBody"),
    rename(paths, "/a/{app-id}/webhooks"),
  ],
};

const additive: Edit[] = [
  set("#/paths/~1apps", { get: { responses: {} } }),
  set(`${listing}/parameters/-`, { name: "isActive", in: "query" }),
  set(`${input}/owner`, { type: "string" }),
  remove(`${schemas}/WebhookInput/required/0`),
  set(`${schemas}/Webhook/properties/owner`, { type: "string" }),
  set(`${create}/responses/200/links/x`, { operationId: "getWebhook" }),
  set("#/webhooks/app.deleted", { post: { responses: {} } }),
  set(`${parameters}/DeliveryHost/required`, true),
  set(`${listing}/deprecated`, true),
];

const editorial: Edit[] = [
  set("#/info/description", "Webhooks of Mendix."),
  set(`${listing}/summary`, "List webhooks"),
  set(`${schemas}/HeaderName/not/title`, "taken"),
  set("#/externalDocs", { url: "https://docs.mendix.com" }),
  set(`${listing}/x-internal`, true),
  set(`${schemas}/Unused`, { type: "object" }),
  reverse(`${schemas}/Webhook/required`),
];

/** A rewrite that means the same, which nobody needs to hear of. */
const silent: Edit[] = [reverse(`${schemas}/HeaderName/not/anyOf`), set("#/info/version", "2.0.0")];

/** Each edit is reported, and nothing else is. An entry that is added to a list gets an index. */
async function expectEach(edits: [Impact, Edit[]][], unreported: Edit[] = []): Promise<void> {
  const all = [...edits.flatMap(([, some]) => some), ...unreported];
  const revision = all.reduce((document, { apply }) => apply(document), contract);
  const lines = (impact: Impact, pointers: string[]) =>
    pointers.map((one) => `${impact} ${one.replace(/\/(\d+|-)$/, "")}`);
  const changes = await compareContracts(contract, revision);
  const expected = edits.flatMap(([impact, some]) =>
    lines(
      impact,
      some.map((one) => one.pointer),
    ),
  );
  const reported = changes.flatMap(({ impact, place }) => lines(impact, [place]));
  expect(reported.sort()).toEqual(expected.sort());
}

describe.concurrent("compareContracts", () => {
  it.each(Object.entries(breaking))("calls breaking what fails %s", (_, edits) =>
    expectEach([["breaking", edits]]),
  );

  it("calls breaking whatever else a schema says with a keyword that Redocly only sees added", async () => {
    const conditions = {
      minContains: [1, 2],
      maxContains: [3, 4],
      prefixItems: [[{}], [{}, { type: "string" }]],
      patternProperties: [{ "^a": {} }, { "^a": {}, "^b": { type: "string" } }],
      dependentRequired: [{ a: ["b"] }, { a: ["b", "c"] }],
      discriminator: [{ propertyName: "a" }, { propertyName: "b" }],
    };
    const withEach = (index: number) =>
      Object.entries(conditions).reduce(
        (document, [keyword, values]) =>
          setAt(document, `${schemas}/Webhook/properties/${keyword}`, {
            contains: {},
            [keyword]: values[index],
          }),
        contract,
      );
    const changes = await compareContracts(withEach(0), withEach(1));
    const keywords = changes.map(({ impact, place }) => `${impact} ${place.split("/")[5]}`);
    expect(keywords.sort()).toEqual(
      Object.keys(conditions)
        .map((one) => `breaking ${one}`)
        .sort(),
    );
  });

  it("tells what breaks nobody from what only reads differently, or means the same", async () => {
    await expectEach(
      [
        ["additive", additive],
        ["editorial", editorial],
      ],
      silent,
    );
  });
});
