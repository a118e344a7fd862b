import { type Answer, chunk, toMessage } from "../answers.js";
import { type Faults, harmless, lost, noWait, type Row } from "../fault.js";
import { close, goodAnswer, resetWhenAnswered, send } from "../steps.js";

const unframed: Answer["headers"] = { "content-length": undefined };
const chunked: Answer["headers"] = { ...unframed, "transfer-encoding": "chunked" };
const keptAlive: Answer["headers"] = { ...chunked, connection: undefined };
const beginning = chunk('{"id":');

/** Whatever came is the whole body to `fetch`; that it is not shows in the body alone. */
const cutShort: readonly Row[] = [
  ["get list", "ApiError invalid_response 200", 1, noWait],
  ["update create", "ApiError invalid_response 200, may have succeeded", 1, noWait],
  ["delete", "value", 1, noWait],
];

/** Answers that break HTTP, or strain it. */
export const framingFaults: Faults = {
  "more body than content-length": {
    steps: [close((exchange) => `${toMessage(goodAnswer(exchange))}and more`)],
    rows: harmless,
  },
  "two content-lengths": {
    steps: [close("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")],
    rows: lost,
  },
  "close within a chunked body": {
    steps: [close(toMessage({ status: 200, headers: keptAlive, body: beginning }))],
    rows: lost,
  },
  "reset within a chunked body": {
    steps: [resetWhenAnswered(toMessage({ status: 200, headers: keptAlive, body: beginning }))],
    rows: lost,
  },
  "close within a body without framing": {
    steps: [close(toMessage({ status: 200, headers: unframed, body: '{"id":' }))],
    rows: cutShort,
  },
  "chunk without a size": {
    steps: [close(toMessage({ status: 200, headers: chunked, body: "zz\r\n{}\r\n0\r\n\r\n" }))],
    rows: lost,
  },
  "body that is not the gzip it claims": {
    steps: [
      send((exchange) => ({ ...goodAnswer(exchange), headers: { "content-encoding": "gzip" } })),
    ],
    rows: lost,
  },
  "body of 16 MiB and a byte": {
    steps: [send({ status: 200, body: "a".repeat(2 ** 24 + 1) })],
    rows: lost,
  },
  "headers beyond every limit": {
    steps: [close(`HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(100_000)}\r\n\r\n`)],
    rows: lost,
  },
  "garbage instead of HTTP": { steps: [close("SSH-2.0-OpenSSH_9.7\r\n")], rows: lost },
  "status 999": { steps: [send({ status: 999 })], rows: lost },
  "status 101": {
    steps: [
      close("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"),
    ],
    rows: lost,
  },
  "early hints and then nothing": {
    steps: [close("HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n")],
    rows: lost,
  },
  "early hints before a good answer": {
    steps: [
      close((exchange) => {
        const answer = exchange.service.answer(exchange.request);
        return `HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n${toMessage(answer)}`;
      }),
    ],
    rows: harmless,
  },
};
