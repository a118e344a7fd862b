/** The result of an operation together with the response that carried it. */
export interface WithResponse<Result> {
  data: Result;
  /** Its body has been read. */
  response: Response;
}

/** An operation under way: await it for its result. */
export interface Call<Result> extends Promise<Result> {
  /** Returns the result together with status and headers. */
  withResponse(): Promise<WithResponse<Result>>;
}

/**
 * Makes a call of a function that performs it. The promise of the result alone is made only for
 * those who await it: otherwise a failure would be reported as unhandled to users of `withResponse`.
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
