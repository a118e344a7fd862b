import { expect } from "vitest";

/** A response, and the call of the client's method that it is given to. */
export type Call = [method: string, args: unknown[], response?: { status: number; body?: object }];

/** What an addition to the contract must change by generation alone. */
export interface ContractChange {
  /** Code that must compile, with a `client`. */
  types?: string;
  /** Calls that succeed, and what they send and return. */
  performed?: [call: Call, expected: object][];
  /** Calls that fail: before a request is sent, or because of the response. */
  failing?: [call: Call, code: "invalid_request" | "invalid_response"][];
}

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

const url = (end: RegExp) => ({ url: expect.stringMatching(end) });
const sends = (method: string, body: object): [Call, object] => [[method, [app, body]], { body }];
const refuses = (method: string, ...args: unknown[]): [Call, "invalid_request"] => [
  [method, [app, ...args]],
  "invalid_request",
];

const input = {
  name: "Push",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
};
const webhook = { ...input, id: "msg_1", validationSecret: undefined };
const pageOf = (labels: string[]) => ({
  webhooks: [{ ...webhook, labels, note: null }],
  cursors: {},
});
const rule = { kind: "strict", limit: 1, list: ["b", "a"], pair: ["a", 1] };
const query = {
  levels: ["info", "error"],
  filter: { user: "u" },
  lines: [1, 2],
  range: { from: 3 },
};

/** By the constructs in `additions.yaml`. */
export const contractChanges: Record<string, ContractChange> = {
  "successes with different bodies": {
    types: `
      type Export = { url: string } | { ticket: number } | undefined;
      expectTypeOf(client.startExport("app")).toEqualTypeOf<Call<Export>>();`,
    performed: [
      [["startExport", [app], { status: 202, body: { ticket: 7 } }], { result: { ticket: 7 } }],
      [["startExport", [app]], { result: undefined }],
    ],
    failing: [[["startExport", [app], { status: 202, body: { url: "text" } }], "invalid_response"]],
  },
  "an integer in the path": {
    types: `
      client.getBuild("app", 7);
      // @ts-expect-error it is a number
      client.getBuild("app", "7");`,
    performed: [[["getBuild", [app, 7]], url(/\/builds\/7$/)]],
    failing: [refuses("getBuild", 0)],
  },
  "a body that may be left out": {
    types: `client.restartApp("app"); client.restartApp("app", { reason: "because" });`,
    performed: [
      [["restartApp", [app]], { body: undefined }],
      sends("restartApp", { reason: "because" }),
    ],
    failing: [refuses("restartApp", {})],
  },
  "lists and objects in the query": {
    types: `
      client.searchLogs("app", { levels: ["info"], lines: [1, 2], range: { from: 1 }, filter: { user: "u" } });
      // @ts-expect-error lines are numbers
      client.searchLogs("app", { lines: ["a"] });`,
    performed: [
      [
        ["searchLogs", [app, query]],
        url(/\?levels=info,error&filter={"user":"u"}&lines=1&lines=2&range\[from\]=3$/),
      ],
    ],
  },
  "headers and cookies": {
    types: `
      client.archiveApp("app", { "X-Priority": 5 }, { session: "s1" });
      // @ts-expect-error the header is required
      client.archiveApp("app");`,
    performed: [
      [
        ["archiveApp", [app, { "X-Priority": 5 }, { session: "s1" }]],
        { headers: { "x-priority": "5", cookie: "session=s1" } },
      ],
    ],
    failing: [refuses("archiveApp", {})],
  },
  "names that are words of the language": {
    types: `expectTypeOf(client.delete("app", "c", { options: "o" })).toEqualTypeOf<Call<undefined>>();`,
    performed: [[["delete", [app, "c", { options: "o" }]], url(/\/classes\/c\?options=o$/)]],
  },
  "ranges, HEAD, a shared path item, and a parameter of it that is defined again": {
    types: `
      expectTypeOf(client.getState("app", "off")).toEqualTypeOf<Call<{ state: string }>>();
      expectTypeOf(client.checkState("app", "any")).toEqualTypeOf<Call<undefined>>();
      // @ts-expect-error one of two
      client.getState("app", "any");`,
    performed: [
      [
        ["getState", [app, "off"], { status: 206, body: { state: "off" } }],
        { result: { state: "off" } },
      ],
      [["checkState", [app, "any"]], { result: undefined }],
    ],
    failing: [refuses("getState", "any")],
  },
  "a deprecated operation": {
    types: `client.pushOnce("app", { branch: "main" });`,
  },
  "variables of the server": {
    performed: [
      [
        ["deleteWebhook", [app, "msg_1"]],
        url(/^https:\/\/webhook-portal\.home\.mendix\.com\/api\/v1\/apps\//),
      ],
    ],
  },
  "a discriminator, recursion, references in compositions and maps, unknown formats and x-": {
    types: `
      client.putShapes("app", { a: { kind: "group", parts: [{ kind: "circle", size: 2 }] } });
      // @ts-expect-error a circle has a size
      client.putShapes("app", { a: { kind: "circle" } });`,
    performed: [
      sends("putShapes", { a: { kind: "group", parts: [{ kind: "group", parts: [] }] } }),
    ],
    failing: [refuses("putShapes", { a: { kind: "group", parts: [{ kind: "circle" }] } })],
  },
  "anyOf of required, not beside anyOf, letters in both cases": {
    types: `client.addContact("app", { phone: "1", code: "aB" });`,
    performed: [
      sends("addContact", { email: "a" }),
      sends("addContact", { phone: "1", code: "ABC" }),
      sends("addContact", { phone: "1", code: "y" }),
    ],
    failing: [
      refuses("addContact", {}),
      refuses("addContact", { code: "Ab" }),
      refuses("addContact", { phone: "1", code: "no" }),
      refuses("addContact", { phone: "1", code: "n" }),
      refuses("addContact", { phone: "1", code: "a1" }),
    ],
  },
  "properties that are only read or only written": {
    types: `
      const channel = client.createChannel("app", { name: "n", key: "k" });
      expectTypeOf<Awaited<typeof channel>["id"]>().toEqualTypeOf<string>();
      // @ts-expect-error never shown
      channel.then(({ key }) => key);
      // @ts-expect-error the service gives the id
      client.createChannel("app", { id: "c1", name: "n", key: "k" });`,
    performed: [
      [
        [
          "createChannel",
          [app, { name: "n", key: "k" }],
          { status: 201, body: { id: "c1", name: "n" } },
        ],
        { result: { id: "c1", name: "n" } },
      ],
    ],
    failing: [refuses("createChannel", { name: "n" })],
  },
  "keywords that few contracts use": {
    types: `client.addRule("app", { kind: "strict", limit: 1, pair: ["a", 1] });`,
    performed: [sends("addRule", rule)],
    failing: [
      refuses("addRule", { limit: 1 }),
      refuses("addRule", { kind: "strict" }),
      refuses("addRule", { list: ["b"] }),
      refuses("addRule", { pair: ["a", 1, 2] }),
      refuses("addRule", { other: 1 }),
    ],
  },
  "a schema without further properties": {
    performed: [
      [
        ["createWebhook", [app, input], { status: 200, body: { id: "msg_1", ...input } }],
        { body: input },
      ],
    ],
    failing: [refuses("createWebhook", { ...input, more: 1 })],
  },
  "a property without an example, and one that may be null": {
    types: `
      client.getWebhook("app", "msg_1").then(({ labels, note }) => {
        expectTypeOf(labels).toEqualTypeOf<string[] | undefined>();
        expectTypeOf(note).toEqualTypeOf<string | null | undefined>();
      });`,
    performed: [
      [
        ["listWebhooks", [app], { status: 200, body: pageOf(["abc"]) }],
        { result: { cursors: {} } },
      ],
    ],
    failing: [[["listWebhooks", [app], { status: 200, body: pageOf(["A"]) }], "invalid_response"]],
  },
  "a new delivery": {
    types: `
      createReceiver({
        secrets: "secret",
        on: {
          "example.happened": ({ exampleId }) => {
            expectTypeOf(exampleId).toEqualTypeOf<string>();
          },
        },
      });`,
  },
};
