import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeContract } from "./docs/build-site.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

const reference = "docs/public/reference/index.html";

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

const newOperation = `
  /apps/{app-id}/webhooks/{webhook-id}/pauses:
    parameters:
      - $ref: "#/components/parameters/AppId"
      - $ref: "#/components/parameters/WebhookId"
    post:
      operationId: pauseWebhook
      summary: Pause a webhook
      description: |
        Delivers nothing
        for a while.
      tags: [Webhooks]
      requestBody:
        description: For how long.
        required: true
        content:
          application/json:
            schema: { type: object, properties: { minutes: { type: integer } } }
            examples: { hour: { summary: An hour, value: { minutes: 60, note: Don't panic } } }
      responses:
        "204":
          description: It pauses.
`;

/** Whether a text contains each of some others: a failed assertion would print all of it. */
const has = (text: string, ...parts: string[]) => parts.map((part) => text.includes(part));

describe("writeContract", () => {
  it("gives an operation that nobody listed its reference, samples and place in the console", async () => {
    await copy.edit("openapi/openapi.yaml", "\nwebhooks:\n", `${newOperation}\nwebhooks:\n`);
    await writeContract(copy.folder);
    const html = await copy.read(reference);
    expect(
      has(html, "../console/index.html?operation=pauseWebhook", "client.pauseWebhook(", "/pauses'"),
    ).toEqual([true, true, true]);
    // Redoc's search would join the words at the ends of lines.
    expect(has(html, "Delivers nothing for a while.")).toEqual([true]);
    const page = await copy.read("docs/contract.md");
    const [section = ""] = page.slice(page.indexOf("### pauseWebhook")).split("\n## ");
    expect(section).toMatchInlineSnapshot(`
      "### pauseWebhook {#pauseWebhook}

      **Pause a webhook** · \`POST /apps/{app-id}/webhooks/{webhook-id}/pauses\` · [Console](./console/index.html?operation=pauseWebhook){target="_self"}

      Delivers nothing
      for a while.

      | Parameter | In | Required | Description |
      | --- | --- | --- | --- |
      | \`app-id\` | path | yes | The app's id; elsewhere in Mendix it is called the project id. |
      | \`webhook-id\` | path | yes | The \`id\` that Mendix gave the webhook. Opaque, its form may change. |

      Body: object. For how long.

      | Status | Body | Meaning |
      | --- | --- | --- |
      | 204 |  | It pauses. |

      ::: code-group
      \`\`\`shell [curl]
      curl -X POST 'https://webhook-portal.home.mendix.com/api/v1/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks/msg_2M605iBQRge9hTgpYg7fKXQubaw/pauses' \\
        -H "Authorization: MxToken $MENDIX_PAT" \\
        -H "Content-Type: application/json" \\
        -d '{
        "minutes": 60,
        "note": "Don'\\''t panic"
      }'
      \`\`\`

      \`\`\`typescript [TypeScript]
      import { createClient } from "mendix-webhooks";

      const client = createClient({ token: process.env.MENDIX_PAT ?? "" });
      await client.pauseWebhook(
        "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
        "msg_2M605iBQRge9hTgpYg7fKXQubaw",
        { minutes: 60, note: "Don't panic" },
      );
      \`\`\`
      :::
      "
    `);
    const script = await copy.read("docs/public/console/contract.js");
    const { paths } = JSON.parse(script.replace("const contract = ", "").replace(/;\s*$/, ""));
    expect(paths["/apps/{app-id}/webhooks/{webhook-id}/pauses"]).toMatchObject({
      post: {
        operationId: "pauseWebhook",
        parameters: [{ name: "app-id" }, { name: "webhook-id" }],
      },
    });
  });

  it("writes pages that the browser itself keeps from loading anything from elsewhere", async () => {
    const html = await copy.read(reference);
    expect(
      /<meta charset="utf-8">\s*<meta .*Policy"\s*content="default-src 'none';/.test(html),
    ).toBe(true);
    expect(/https:\/\/(cdn|otel)\.\S*redoc/.test(html)).toBe(false);
    expect(has(html, '"disableTelemetry":true')).toEqual([true]);
    const console = await copy.read("docs/public/console/index.html");
    expect(console).toMatch(
      /connect-src http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\* https:\/\/[^ ;/]+;/,
    );
  });

  it("says in one line why a contract cannot be read, and leaves the former page", async () => {
    await copy.write(reference, "former");
    await copy.edit("openapi/openapi.yaml", "info:\n", "info: [\n");
    await expect(writeContract(copy.folder)).rejects.toThrow(/openapi\.yaml/);
    expect(await copy.read(reference)).toBe("former");
  });
});
