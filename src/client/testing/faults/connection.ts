import { allMethods, type Faults, late, lost, lostOnce, noWait, twoBackoffs } from "../fault.js";
import { close, good, halfBody, reset, resetWhenAnswered, stall, stallAfter } from "../steps.js";

/** Connections that are not made, break, or fall silent. */
export const connectionFaults: Faults = {
  "connection refused": {
    isClosed: true,
    steps: [],
    rows: [[allMethods, "NetworkError network", 0, twoBackoffs, 3]],
  },
  "plain HTTP where TLS is spoken": { scheme: "https", steps: [], rows: lost },
  "reset on connecting": { greet: (socket) => socket.resetAndDestroy(), steps: [], rows: lost },
  "reset before any byte": { steps: [reset()], rows: lost },
  "reset before any byte, once": { steps: [reset(), good], rows: lostOnce },
  "reset within the status line": { steps: [reset("HTTP/1.1 20")], rows: lost },
  "reset within the headers": {
    steps: [reset("HTTP/1.1 200 OK\r\ncontent-type: app")],
    rows: lost,
  },
  "reset after the headers": {
    steps: [resetWhenAnswered("HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n")],
    rows: lost,
  },
  "reset within the body": { steps: [resetWhenAnswered(halfBody())], rows: lost },
  "reset within the body, once": { steps: [resetWhenAnswered(halfBody()), good], rows: lostOnce },
  "close before any byte": { steps: [close()], rows: lost },
  "close within the headers": { steps: [close("HTTP/1.1 200 OK\r\ncontent-")], rows: lost },
  "body shorter than content-length": { steps: [close(halfBody())], rows: lost },
  "never answers": { steps: [stall], rows: late },
  "headers and then nothing": {
    steps: [stallAfter("HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n")],
    rows: late,
  },
  "half a body and then nothing": { steps: [stallAfter(halfBody())], rows: late },
  "half a body and then nothing, once": {
    steps: [stallAfter(halfBody()), good],
    rows: [
      ["get list update delete", "value", 2, [500]],
      ["create", "TimeoutError timeout, may have succeeded", 1, noWait],
    ],
  },
};
