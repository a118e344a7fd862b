/** A mistake to make in a copy of the server. */
export interface Bug {
  title: string;
  /** Stands in a line of the report that names it. */
  headline: string;
  /** Occurs once in the source. */
  from: string;
  to: string;
}

/** Mistakes to make in independent-server.ts, one at a time: `from`, found once, becomes `to`. */
export const bugs: Bug[] = [
  {
    title: "create responds 201",
    headline: "createWebhook returns an undocumented 201",
    from: "void res.json(describe(appId, store.add(readSettings(req.body)))));",
    to: "void res.status(201).json(describe(appId, store.add(readSettings(req.body)))));",
  },
  {
    title: "create makes every webhook active",
    headline: "createWebhook stores what it is given",
    from: "store.add(readSettings(req.body))",
    to: "store.add({ ...readSettings(req.body), isActive: true })",
  },
  {
    title: "create with a body sent before returns the webhook made before",
    headline: "createWebhook makes another webhook of the same body",
    from: "    this.webhooks.set(id, webhook);\n    return webhook;",
    to:
      "    const same = [...this.webhooks.values()].find((old) => old.name === webhook.name &&\n" +
      "      old.url === webhook.url && old.validationSecret === webhook.validationSecret);\n" +
      "    if (same) return same;\n    this.webhooks.set(id, webhook);\n    return webhook;",
  },
  {
    title: "update responds 200",
    headline: "updateWebhook returns an undocumented 200",
    from: "res.status(202).json(",
    to: "res.status(200).json(",
  },
  {
    title: "update keeps the custom headers that the body does not repeat",
    headline: "updateWebhook replaces the whole webhook",
    from: "{ ...store.get(req.params.id), ...readSettings(req.body) };",
    to:
      "{ ...store.get(req.params.id), ...readSettings(req.body) };\n" +
      "    if (!req.body.headers) webhook.headers = store.get(req.params.id).headers;",
  },
  {
    title: "update does not replace the secret",
    headline: "updateWebhook replaces the whole webhook",
    from: "    store.webhooks.set(webhook.id, webhook);",
    to:
      "    webhook.validationSecret = store.get(webhook.id).validationSecret;\n" +
      "    store.webhooks.set(webhook.id, webhook);",
  },
  {
    title: "update shows the new settings but does not store them",
    headline: "updateWebhook replaces the whole webhook",
    from: "    store.webhooks.set(webhook.id, webhook);\n    res",
    to: "    res",
  },
  {
    title: "delete of an unknown id responds 204",
    headline: "deleteWebhook finds no webhook that does not exist",
    from: "store.webhooks.delete(store.get(req.params.id).id);",
    to: "store.webhooks.delete(req.params.id);",
  },
  {
    title: "the webhooks are served under every app id",
    headline: "getWebhook finds no webhook of another app",
    from: 'next(id === appId ? undefined : new ApiError(404, "There is no app with this id"));',
    to: 'next(id ? undefined : new ApiError(404, "There is no app with this id"));',
  },
  {
    title: "the list shows the secrets",
    headline: "listWebhooks leaves out secrets and custom headers",
    from: "webhooks: page.map((entry) => summarize(entry.webhook)), cursors",
    to:
      "webhooks: page.map(({ webhook }) => ({ ...summarize(webhook),\n" +
      "      validationSecret: webhook.validationSecret })), cursors",
  },
  {
    title: "get returns what the list shows",
    headline: "A 200 response lacks validationSecret",
    from: "void res.json(describe(appId, store.get(req.params.id)))",
    to: "void res.json(summarize(store.get(req.params.id)))",
  },
  {
    title: "ascOrder is read the wrong way round",
    headline: "listWebhooks shows each webhook once, oldest or newest first",
    from: 'ascOrder === "true" ? "oldest" : "newest"',
    to: 'ascOrder === "true" ? "newest" : "oldest"',
  },
  {
    title: "a page holds one webhook more than the limit",
    headline: "listWebhooks never shows more than the limit",
    from: "Math.min(Number(limit), pageSize.largest)",
    to: "Math.min(Number(limit), pageSize.largest) + 1",
  },
  {
    title: "limit 0 is accepted",
    headline: "query/limit minimum",
    from: "/^0*[1-9][0-9]*$/",
    to: "/^[0-9]+$/",
  },
  {
    title: "the next page repeats the last webhook of this page",
    headline: "listWebhooks shows each webhook once, oldest or newest first",
    from: "~` : at.key",
    to: "` : at.key",
  },
  {
    title: "the previous page is always the first page",
    headline: "listWebhooks leads back to the page before",
    from: "before.slice(-at.size)",
    to: "before.slice(0, at.size)",
  },
  {
    title: "a missing token gets 403",
    headline: "403 instead of 401",
    from: "new ApiError(401,",
    to: "new ApiError(credentials ? 401 : 403,",
  },
  {
    title: "errors are Express' HTML pages",
    headline: "response is text/html",
    from: "  app.use(handleError);\n",
    to: "",
  },
  {
    title: "a secret of 100 characters is refused",
    headline: "createWebhook does not accept /validationSecret pattern: 100 characters",
    from: "{32,100}$",
    to: "{32,99}$",
  },
  {
    title: "the prefix of a secret is refused",
    headline: 'createWebhook does not accept /validationSecret pattern: "whsec_',
    from: "^(whsec_)?[",
    to: "^[",
  },
  {
    title: "the last page has an empty cursor",
    headline: "the pages of listWebhooks come to an end",
    from: "const cursors: { prev?: string; next?: string } = {};",
    to: 'const cursors: { prev?: string; next?: string } = { next: "" };',
  },
  {
    title: "an unknown event type is refused",
    headline: "createWebhook does not accept an unknown event type",
    from: 'eventTypes: { type: "array", items: { type: "string" } }',
    to: 'eventTypes: { type: "array", items: { enum: ["package.uploaded", "teamserver.push"] } }',
  },
  {
    title: "reserved header names are recognised in lower case only",
    headline: "body/headers/0/key not",
    from: '  "i",\n',
    to: '  "",\n',
  },
];
