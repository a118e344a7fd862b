/** Reads the body of a request or response, and stops as soon as it is larger than allowed. */
export async function readLimited(
  { headers, body: stream }: Pick<Request, "headers" | "body">,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | "too large"> {
  if (Number(headers.get("content-length")) > maxBytes) return "too large";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      // Not awaited: while another copy of a cloned request is open, it does not end.
      reader.cancel().catch(() => {});
      return "too large";
    }
    chunks.push(value);
  }
  // The only chunk needs no copy.
  if (chunks.length === 1 && chunks[0]) return chunks[0] as Uint8Array<ArrayBuffer>;
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
