import { expect } from "vitest";
import {
  app,
  appOperation,
  type ContractChange,
  json,
  object,
  operation,
  parameter,
  property,
  ref,
  refused,
  requestBody,
  text,
} from "./contract-edit.js";

export const operationChanges: Record<string, ContractChange> = {
  "successes with different bodies": {
    additions: [
      appOperation(
        "/exports",
        "post",
        "startExport",
        {},
        {
          "200": json(object({ url: text }), { url: "text" }),
          "202": json(object({ ticket: property(7, { type: "integer" }) }), { ticket: 7 }),
          "204": { description: "There is nothing to export." },
        },
      ),
    ],
    types: `
      type Export = { url: string } | { ticket: number } | undefined;
      expectTypeOf(client.startExport("app")).toEqualTypeOf<Call<Export>>();`,
    async behaviour(call) {
      expect((await call("startExport", [app], 202, { ticket: 7 })).result).toEqual({ ticket: 7 });
      expect((await call("startExport", [app], 204)).result).toBeUndefined();
      await expect(call("startExport", [app], 202, { url: "text" })).rejects.toMatchObject({
        code: "invalid_response",
      });
    },
  },
  "an integer in the path": {
    additions: [
      appOperation("/builds/{number}", "get", "getBuild", {
        parameters: [parameter("path", "number", 7, { schema: { type: "integer", minimum: 1 } })],
      }),
    ],
    types: `
      client.getBuild("app", 7);
      // @ts-expect-error it is a number
      client.getBuild("app", "7");`,
    async behaviour(call) {
      expect((await call("getBuild", [app, 7], 204)).url).toMatch(/\/builds\/7$/);
      await expect(call("getBuild", [app, 0])).rejects.toMatchObject(refused);
    },
  },
  "a body that may be left out": {
    additions: [
      appOperation("/restarts", "post", "restartApp", {
        requestBody: {
          ...requestBody(object({ reason: text }), { reason: "text" }),
          required: false,
        },
      }),
    ],
    types: `client.restartApp("app"); client.restartApp("app", { reason: "because" });`,
    async behaviour(call) {
      expect(await call("restartApp", [app], 204)).toMatchObject({ body: "" });
      const { body } = await call("restartApp", [app, { reason: "because" }], 204);
      expect(JSON.parse(body)).toEqual({ reason: "because" });
      await expect(call("restartApp", [app, {}])).rejects.toMatchObject(refused);
    },
  },
  "lists and objects in the query": {
    additions: [
      appOperation("/logs", "get", "searchLogs", {
        parameters: [
          parameter("query", "levels", ["info"], {
            explode: false,
            schema: { type: "array", items: { type: "string" } },
          }),
          parameter(
            "query",
            "filter",
            { user: "u" },
            {
              content: {
                "application/json": {
                  schema: object({ user: text }),
                  examples: { shown: { summary: "A filter.", value: { user: "u" } } },
                },
              },
            },
          ),
          parameter("query", "lines", [1], {
            schema: { type: "array", items: { type: "integer" } },
          }),
          parameter(
            "query",
            "range",
            { from: 1 },
            {
              style: "deepObject",
              explode: true,
              schema: {
                type: "object",
                properties: { from: property(1, { type: "integer" }) },
              },
            },
          ),
        ],
      }),
    ],
    types: `
      client.searchLogs("app", { levels: ["info"], lines: [1, 2], range: { from: 1 }, filter: { user: "u" } });
      // @ts-expect-error lines are numbers
      client.searchLogs("app", { lines: ["a"] });`,
    async behaviour(call) {
      const query = {
        levels: ["info", "error"],
        filter: { user: "u" },
        lines: [1, 2],
        range: { from: 3 },
      };
      const { url } = await call("searchLogs", [app, query], 204);
      expect(url).toMatch(
        /\/logs\?levels=info,error&filter={"user":"u"}&lines=1&lines=2&range\[from\]=3$/,
      );
    },
  },
  "headers and cookies": {
    additions: [
      appOperation("/archives", "post", "archiveApp", {
        parameters: [
          parameter("header", "X-Priority", 5, { required: true, schema: { type: "integer" } }),
          parameter("cookie", "session", "s1", { schema: { type: "string" } }),
        ],
      }),
    ],
    types: `
      client.archiveApp("app", { "X-Priority": 5 }, { session: "s1" });
      // @ts-expect-error the header is required
      client.archiveApp("app");`,
    async behaviour(call) {
      const args = [app, { "X-Priority": 5 }, { session: "s1" }];
      const { headers } = await call("archiveApp", args, 204);
      expect(headers).toMatchObject({ "x-priority": "5", cookie: "session=s1" });
      await expect(call("archiveApp", [app, {}])).rejects.toMatchObject(refused);
    },
  },
  "names that are words of the language": {
    additions: [
      appOperation("/classes/{class}", "delete", "delete", {
        parameters: [
          parameter("path", "class", "c", { schema: { type: "string" } }),
          parameter("query", "options", "o", { schema: { type: "string" } }),
        ],
      }),
    ],
    types: `expectTypeOf(client.delete("app", "c", { options: "o" })).toEqualTypeOf<Call<undefined>>();`,
    async behaviour(call) {
      const { url } = await call("delete", [app, "c", { options: "o" }], 204);
      expect(url).toMatch(/\/classes\/c\?options=o$/);
    },
  },
  "ranges, HEAD, a shared path item, and a parameter of it that is defined again": {
    additions: [
      [["paths", "/apps/{app-id}/states/{state}"], ref("pathItems/State")],
      [
        ["components", "pathItems", "State"],
        {
          parameters: [
            ref("parameters/AppId"),
            parameter("path", "state", "on", { schema: { type: "string" } }),
          ],
          get: operation(
            "getState",
            { parameters: [parameter("path", "state", "on", { schema: { enum: ["on", "off"] } })] },
            { "2XX": json(object({ state: text }), { state: "text" }) },
          ),
          head: operation("checkState"),
        },
      ],
    ],
    types: `
      expectTypeOf(client.getState("app", "off")).toEqualTypeOf<Call<{ state: string }>>();
      expectTypeOf(client.checkState("app", "any")).toEqualTypeOf<Call<undefined>>();
      // @ts-expect-error one of two
      client.getState("app", "any");`,
    async behaviour(call) {
      const { result } = await call("getState", [app, "off"], 206, { state: "off" });
      expect(result).toEqual({ state: "off" });
      await expect(call("getState", [app, "any"])).rejects.toMatchObject(refused);
      expect((await call("checkState", [app, "any"], 204)).result).toBeUndefined();
    },
  },
};
