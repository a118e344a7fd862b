/** What an operation gave back, together with the answer that carried it. */
export interface WithResponse<Result> {
  data: Result;
  /** Its body has been read. */
  response: Response;
}

/** An operation under way: await it for its result. */
export interface Call<Result> extends Promise<Result> {
  /** The result together with status and headers. */
  withResponse(): Promise<WithResponse<Result>>;
}

/**
 * Makes a call of a function that performs it. What `await` waits for is derived only when
 * somebody waits, so that a failure is never reported as unhandled to one who uses `withResponse`.
 */
export function toCall<Result>(perform: () => Promise<WithResponse<Result>>): Call<Result> {
  const result = () => perform().then(({ data }) => data);
  const call: Omit<Call<Result>, typeof Symbol.toStringTag> = {
    // biome-ignore lint/suspicious/noThenProperty: a call is a promise.
    then: (onFulfilled, onRejected) => result().then(onFulfilled, onRejected),
    catch: (onRejected) => result().catch(onRejected),
    finally: (onFinally) => result().finally(onFinally),
    withResponse: perform,
  };
  return call as Call<Result>;
}
