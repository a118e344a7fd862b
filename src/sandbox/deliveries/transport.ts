/** A request as it goes out. */
export interface Outgoing {
  url: URL;
  headers: Readonly<Record<string, string | string[]>>;
  body: string;
  /** Ends the exchange when it is aborted. */
  signal: AbortSignal;
}

/** What came back. */
export interface Answer {
  status: number;
  /** Where a redirect leads. */
  location: string | undefined;
  /** The beginning of the body. */
  text: string;
  /** Whether the body goes on after `text`. */
  isCut: boolean;
}

/** Makes one exchange; rejects if there is no complete answer. */
export type Transport = (outgoing: Outgoing) => Promise<Answer>;

/** Bytes of an answer that are read at most. */
export const longestAnswer = 65_536;

/** A transport without a socket: a function from `Request` to `Response`, such as a receiver. */
export function createDirect(send: (request: Request) => Promise<Response>): Transport {
  return async ({ url, headers, body, signal }) => {
    // What a connection would bring along.
    const list = new Headers({ host: url.host, connection: "close" });
    for (const [name, value] of Object.entries(headers)) {
      for (const one of [value].flat()) list.append(name, one);
    }
    const init = { method: "POST", headers: list, body, signal, redirect: "manual" } as const;
    const response = await send(new Request(url, init));
    const location = response.headers.get("location") ?? undefined;
    return { status: response.status, location, ...(await readStart(response, signal)) };
  };
}

async function readStart(
  { body }: Response,
  signal: AbortSignal,
): Promise<Pick<Answer, "text" | "isCut">> {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  signal.addEventListener("abort", () => void reader?.cancel().catch(() => {}));
  for (let length = 0; reader && length < longestAnswer; ) {
    const { done, value } = await reader.read();
    if (done) return startOf(chunks);
    chunks.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return startOf(chunks);
}

/** The beginning of a body as text. */
export function startOf(chunks: readonly Uint8Array[]): Pick<Answer, "text" | "isCut"> {
  const bytes = Buffer.concat(chunks);
  return {
    text: bytes.toString("utf8", 0, longestAnswer),
    isCut: bytes.length >= longestAnswer,
  };
}
