import { type Answer, toMessage } from "./answers.js";
import type { Exchange, Step } from "./exchange.js";
import { Service } from "./service.js";

/** What a step sends: the same always, or made of the exchange. */
type Source<T> = T | ((exchange: Exchange) => T);

function read<T extends string | Answer>(source: Source<T>, exchange: Exchange): T {
  return typeof source === "function" ? source(exchange) : source;
}

/** Answers as the service should. */
export const good: Step = ({ request, service, socket }) =>
  socket.end(toMessage(service.answer(request)));

/** Answers in good form with something else. */
export const send =
  (answer: Source<Answer>): Step =>
  (exchange) =>
    exchange.socket.end(toMessage(read(answer, exchange)));

/** Sends these bytes, then closes the connection in good order. */
export const close =
  (bytes: Source<string> = ""): Step =>
  (exchange) =>
    exchange.socket.end(read(bytes, exchange));

/** Sends these bytes, then resets the connection. */
export const reset =
  (bytes: Source<string> = ""): Step =>
  (exchange) => {
    const { socket } = exchange;
    const text = read(bytes, exchange);
    if (text) socket.write(text, () => socket.resetAndDestroy());
    else socket.resetAndDestroy();
  };

/** Sends these bytes, and resets the connection once the client knows status and headers. */
export const resetWhenAnswered =
  (bytes: Source<string>): Step =>
  (exchange) => {
    exchange.whenAnswered(() => exchange.socket.resetAndDestroy());
    exchange.socket.write(read(bytes, exchange));
  };

/** Says nothing until the attempt's time is over. */
export const stall: Step = ({ elapse }) => elapse();

/** Sends these bytes, headers included, and then nothing until the attempt's time is over. */
export const stallAfter =
  (bytes: Source<string>): Step =>
  (exchange) => {
    exchange.whenAnswered(exchange.elapse);
    exchange.socket.write(read(bytes, exchange));
  };

/** Lets the service do its work, and then this instead of its answer. */
export const afterWork =
  (step: Step): Step =>
  (exchange) => {
    exchange.service.answer(exchange.request);
    step(exchange);
  };

/** Sends these bytes, and then a piece again and again for as long as somebody reads. */
export const flood =
  (bytes: string, piece: string): Step =>
  ({ socket }) => {
    socket.write(bytes);
    const pour = () => {
      while (socket.writable && socket.write(piece));
    };
    socket.on("drain", pour);
    pour();
  };

/** A good answer, of a service of its own; it has a body in any case, so that there is one to spoil. */
export function goodAnswer({ request }: Exchange): Answer {
  const answer = new Service().answer(request);
  return answer.status === 204 ? { status: 200, body: '{"deleted":true}' } : answer;
}

/** The first half of a good body, under these headers. */
export const halfBody =
  (headers?: Answer["headers"]) =>
  (exchange: Exchange): string => {
    const answer = goodAnswer(exchange);
    const { length } = answer.body ?? "";
    return toMessage({ ...answer, ...(headers && { headers }) }).slice(0, -length / 2);
  };

/** Meets creates with these steps in turn, and then, like every other request, with good answers. */
export function onCreate(...steps: Step[]): Step {
  const left = [...steps];
  return (exchange) => {
    const step = exchange.request.method === "POST" ? left.shift() : undefined;
    (step ?? good)(exchange);
  };
}
