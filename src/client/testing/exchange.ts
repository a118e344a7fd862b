import type { Socket } from "node:net";
import type { Service } from "./service.js";

/** A request as the server saw it. */
export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
  authorization: string | undefined;
  body: string;
}

/** One request in the hands of a fault: what came in, and the wire to misbehave on. */
export interface Exchange {
  request: SeenRequest;
  socket: Socket;
  /** The service as it should be, for a fault that lets it work and spoils only the answer. */
  service: Service;
  /** The server's own origin. */
  origin: string;
  /** Another origin, where no request must ever arrive. */
  elsewhere: string;
  /** Calls back once the client holds the status and headers of an answer. */
  whenAnswered(then: () => void): void;
  /** Lets the timeout of the attempt elapse. */
  elapse(): void;
}

/** What the server does about one request. */
export type Step = (exchange: Exchange) => void;

/** How the server misbehaves. */
export interface Mode {
  /** One step for each request; the last one stands for all that follow. */
  steps: readonly Step[];
  /** Misbehaves as soon as a connection is made; nothing is read from it. */
  greet?: (socket: Socket) => void;
  /** Nobody listens. */
  isClosed?: true;
  /** What the client is told to speak; the server speaks plain HTTP always. */
  scheme?: "https";
}
