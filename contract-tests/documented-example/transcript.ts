import { inspect } from "node:util";

const masked = "********";

/** A `fetch` that tells each exchange to people, without its secrets. */
export function observed(tell: (line: string) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    tell(`${request.method} ${new URL(request.url).pathname}`);
    tell(`  authorization: ${request.headers.get("authorization")?.replace(/ .*/, ` ${masked}`)}`);
    if (body !== "") tell(indent(withoutSecrets(body)));
    const response = await fetch(request);
    tell(`→ ${response.status} ${response.statusText}`);
    tell(`${indent(withoutSecrets(await response.clone().text()))}\n`);
    return response;
  };
}

/** JSON, laid out, with the secret and the values of custom headers masked. */
export function withoutSecrets(json: string): string {
  const hide = (key: string, value: unknown) =>
    key === "validationSecret" || key === "value" ? masked : value;
  return inspect(JSON.parse(json, hide), { depth: null, breakLength: 96 });
}

const indent = (text: string) => text.replace(/^/gm, "  ");
