import type { listFaults } from "../list-faults.js";
import { type Scenario, scenario } from "./scenario.js";
import { cursorsOf, namesOf, type Scene, webhooksOf } from "./scene.js";

const propertiesOf = async (scene: Scene) =>
  Object.keys(webhooksOf((await scene.list()).json)[0] ?? {});
const properties = ["id", "name", "url", "eventTypes", "isActive"];

/** The names of the webhooks on each page of one, oldest first; at most four pages. */
async function pages(scene: Scene, limit = 1) {
  const seen: string[] = [];
  let cursor: string | undefined = "";
  while (cursor !== undefined && seen.length < 4) {
    const more: string = cursor && `&cursor=${cursor}`;
    const page = await scene.list(`?ascOrder=true&limit=${limit}${more}`);
    seen.push(namesOf(page).join());
    cursor = cursorOf(page, "next");
  }
  return seen;
}

const cursorOf = (page: Awaited<ReturnType<Scene["list"]>>, name: string): string | undefined =>
  cursorsOf(page)[name];

/** Which cursors the second of three pages has. */
async function cursors(scene: Scene) {
  const query = "?ascOrder=true&limit=1";
  const next = cursorOf(await scene.list(query), "next");
  return Object.keys(cursorsOf(await scene.list(`${query}&cursor=${next}`)));
}

const names = (query: string) => async (scene: Scene) => namesOf(await scene.list(query));

export const listScenarios = {
  "list-secret": scenario(propertiesOf, {
    right: properties,
    wrong: [...properties, "validationSecret"],
  }),
  "list-headers": scenario(propertiesOf, { right: properties, wrong: [...properties, "headers"] }),
  "list-reversed": scenario(names("?ascOrder=true"), {
    right: ["a", "b", "c"],
    wrong: ["c", "b", "a"],
  }),
  "lose-next-cursor": scenario(pages, { right: ["a", "b", "c"], wrong: ["a"] }),
  "lose-previous-cursor": scenario(cursors, { right: ["prev", "next"], wrong: ["next"] }),
  "cursor-null": scenario(async (scene) => cursorsOf(await scene.list()), {
    right: {},
    wrong: { prev: null, next: null },
  }),
  "cursor-repeats": scenario((scene) => pages(scene, 2), {
    right: ["a,b", "c"],
    wrong: ["a,b", "b,c"],
  }),
  "cursor-skips": scenario((scene) => pages(scene, 2), { right: ["a,b", "c"], wrong: ["a,b", ""] }),
  "empty-page": scenario(pages, { right: ["a", "b", "c"], wrong: ["", "", "c"] }),
  "ignore-cursor": scenario(pages, { right: ["a", "b", "c"], wrong: ["a", "a", "a", "a"] }),
  "ignore-limit": scenario(names("?limit=1"), { right: ["c"], wrong: ["c", "b", "a"] }),
  "exceed-limit": scenario(names("?limit=1"), { right: ["c"], wrong: ["c", "b"] }),
  "ignore-order": scenario(names("?ascOrder=true"), {
    right: ["a", "b", "c"],
    wrong: ["c", "b", "a"],
  }),
} satisfies Record<keyof typeof listFaults, Scenario>;
