import type { validationFaults } from "../validation-faults.js";
import { each, type Scenario, scenario, statusOf, verdictOf } from "./scenario.js";
import { type Ask, input, namesOf, type Scene } from "./scene.js";

/** A creation that breaks the rule at hand, and one that breaks another too. */
const creations = (broken: Ask, name: string, other: object = { url: "no url" }) =>
  scenario(
    async ({ create }) => {
      const both = { ...broken, body: { ...(broken.body as object), ...other } };
      return (
        await each(
          () => create(broken),
          () => create(both),
        )
      ).map(verdictOf);
    },
    {
      right: [
        [400, name],
        [400, ...(name === "content-type" ? [] : Object.keys(other)), name].sort(),
      ],
      wrong: [[200], [400, ...Object.keys(other)]],
    },
  );

const withBody = (change: object): Ask => ({ body: { ...input, ...change } });

/** Lists asked for with a query that breaks the rule, and with one that breaks another. */
const lists = (query: string, name: string, other: string, otherName: string) =>
  scenario(
    async ({ list }) =>
      (
        await each(
          () => list(query),
          () => list(other),
        )
      ).map(verdictOf),
    {
      right: [
        [400, name],
        [400, otherName],
      ],
      wrong: [[200], [400, otherName]],
    },
  );

/** Creations of what the contract allows. */
const refusing = (body: object, name: string) =>
  scenario(
    async ({ create }) =>
      (
        await each(
          () => create({ body }),
          () => create({ body: plainest }),
        )
      ).map(verdictOf),
    { right: [[200], [200]], wrong: [[400, name], [200]] },
  );
/** What even the strictest takes. */
const plainest = { ...input, validationSecret: `whsec_${input.validationSecret}` };
const { headers: _, ...headless } = plainest;
const { name: __, ...nameless } = input;

/** A page asked for with what was never a cursor. */
async function cursors({ list }: Scene) {
  const seen = await list("?cursor=nonsense");
  return [...verdictOf(seen), ...namesOf(seen)];
}

export const validationScenarios = {
  "skip-validation": scenario(
    async ({ create, list, get }) =>
      (
        await each(
          () => create({ body: null }),
          () => list("?limit=x&ascOrder=x&cursor=x", { app: "x" }),
          () => get({ app: "x" }),
        )
      ).map(statusOf),
    { right: [400, 400, 400], wrong: [200, 200, 404] },
  ),
  "skip-app-id-format": scenario(
    async ({ list, create }) =>
      [
        ...(await each(
          () => list("", { app: "x" }),
          () => create({ app: "x", body: {} }),
        )),
      ].map(({ status }) => status),
    { right: [400, 400], wrong: [200, 400] },
  ),
  "skip-limit-minimum": lists("?limit=0", "limit", "?limit=x", "limit"),
  "skip-limit-type": lists("?limit=x", "limit", "?limit=0", "limit"),
  "skip-order-type": lists("?ascOrder=x", "ascOrder", "?limit=0", "limit"),
  "skip-cursor": scenario(cursors, { right: [400, "cursor"], wrong: [200, "c", "b", "a"] }),
  "skip-required": creations({ body: nameless }, "name"),
  "skip-types": creations(withBody({ isActive: "yes" }), "isActive"),
  "skip-name-pattern": creations(withBody({ name: "a/b" }), "name"),
  "skip-url-format": creations(withBody({ url: "no url" }), "url", { name: "a/b" }),
  "skip-url-length": creations(withBody({ url: `https://a.b/${"c".repeat(65_536)}` }), "url", {
    name: "a/b",
  }),
  "skip-secret-pattern": creations(withBody({ validationSecret: "short" }), "validationSecret"),
  "skip-reserved-headers": creations(
    withBody({ headers: [{ key: "User-Agent", value: "one" }] }),
    "headers[0].key",
  ),
  "skip-content-type": creations(
    { body: input, headers: { "content-type": "text/plain" } },
    "content-type",
  ),
  "require-headers": refusing(headless, "headers"),
  "require-secret-prefix": refusing(input, "validationSecret"),
  "refuse-unknown-events": refusing({ ...plainest, eventTypes: ["app.restarted"] }, "eventTypes"),
} satisfies Record<keyof typeof validationFaults, Scenario>;
