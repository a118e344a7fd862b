import type { stateFaults } from "../state-faults.js";
import { each, type Scenario, scenario, statusOf } from "./scenario.js";
import { appIds, idOf, input, namesOf, otherAppId, type Scene } from "./scene.js";

const names = async (scene: Scene) => namesOf(await scene.list("?ascOrder=true"));
const body = { ...input, name: "d" };
const { headers, ...plain } = body;

/** The status of something, and the names of the webhooks there are afterwards. */
const after = (act: (scene: Scene) => ReturnType<Scene["get"]>) => async (scene: Scene) => [
  statusOf(await act(scene)),
  ...(await names(scene)),
];

/** The custom headers that there are after an update. */
const headersAfter = (sent: object) => async (scene: Scene) => {
  const { json } = await scene.update({ body: sent });
  return [Object(json).headers, Object((await scene.get()).json).headers];
};

const appsKnown = { apps: appIds };

export const stateScenarios = {
  "forget-create": scenario(
    after((scene) => scene.create({ body })),
    { right: [200, "a", "b", "c", "d"], wrong: [200, "a", "b", "c"] },
  ),
  "forget-update": scenario(
    async (scene) => {
      const { json } = await scene.update({ body });
      return [Object(json).name, ...(await names(scene))];
    },
    { right: ["d", "d", "b", "c"], wrong: ["d", "a", "b", "c"] },
  ),
  "forget-delete": scenario(
    after((scene) => scene.remove()),
    { right: [204, "b", "c"], wrong: [204, "a", "b", "c"] },
  ),
  "forget-headers": scenario(headersAfter(body), {
    right: [headers, headers],
    wrong: [undefined, undefined],
  }),
  "create-twice": scenario(
    after((scene) => scene.create({ body })),
    { right: [200, "a", "b", "c", "d"], wrong: [200, "a", "b", "c", "d", "d"] },
  ),
  "update-merges": scenario(headersAfter(plain), {
    right: [undefined, undefined],
    wrong: [headers, headers],
  }),
  "update-changes-id": scenario(
    async (scene) => {
      const before = idOf(await scene.get());
      const now = idOf(await scene.update({ body }));
      return [
        now === before,
        ...(await each(scene.get, () => scene.get({ id: now }))).map(statusOf),
      ];
    },
    { right: [true, 200, 200], wrong: [false, 404, 200] },
  ),
  "update-creates": scenario(
    after((scene) => scene.update({ id: `new_${scene.app}`, body })),
    { right: [404, "a", "b", "c"], wrong: [202, "a", "b", "c", "d"] },
  ),
  "delete-unknown-204": scenario(
    after((scene) => scene.remove({ id: "unknown" })),
    { right: [404, "a", "b", "c"], wrong: [204, "a", "b", "c"] },
  ),
  "mix-apps": scenario(
    async (scene) => {
      const app = otherAppId;
      const { get, update, remove } = scene;
      const answers = await each(
        () => get({ app }),
        () => update({ app, body }),
        () => remove({ app }),
      );
      return [...answers.map(statusOf), ...(await names(scene))];
    },
    { right: [404, 404, 404, "a", "b", "c"], wrong: [200, 202, 204, "b", "c"] },
  ),
  "accept-unknown-app": scenario(
    async ({ list, create }) => {
      const app = otherAppId;
      return (
        await each(
          () => list("", { app }),
          () => create({ app, body }),
        )
      ).map(statusOf);
    },
    { right: [404, 404], wrong: [200, 200] },
    appsKnown,
  ),
} satisfies Record<keyof typeof stateFaults, Scenario>;
