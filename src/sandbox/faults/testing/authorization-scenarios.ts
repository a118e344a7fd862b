import type { SandboxOptions } from "../../options.js";
import type { authorizationFaults } from "../authorization-faults.js";
import { each, type Scenario, scenario, statusOf } from "./scenario.js";
import type { Scene } from "./scene.js";

const options: SandboxOptions = {
  tokens: [
    { token: "one" },
    { token: "reader", scopes: ["read"] },
    { token: "gone", isRevoked: true },
  ],
};

/** What an update is answered with no token, another scheme, and each kind of token. */
async function statuses({ update }: Scene) {
  const attempts = ["", "Bearer one", "MxToken nobody", "MxToken gone", "MxToken reader"];
  const asks = attempts.map((authorization) => () => update({ headers: { authorization } }));
  return (await each(...asks)).map(statusOf);
}

const right = [401, 401, 403, 403, 403];
/** Performed is what stands at these places. */
const performed = (...places: number[]) =>
  scenario(
    statuses,
    { right, wrong: right.map((status, place) => (places.includes(place) ? 202 : status)) },
    options,
  );

export const authorizationScenarios = {
  "ignore-authorization": performed(0, 1, 2, 3, 4),
  "accept-no-token": performed(0),
  "accept-other-scheme": performed(1),
  "accept-unknown-token": performed(2),
  "accept-revoked-token": performed(3),
  "ignore-scope": performed(4),
} satisfies Record<keyof typeof authorizationFaults, Scenario>;
