import type { Items, Results } from "../../generated/client.js";
import type { Pagination } from "../../generated/routes.js";
import { MendixWebhooksError } from "./client-errors.js";

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

/** A page with a method that loads the next one. */
export type PageOf<Page> = Page & {
  /** Returns the next page; undefined after the last one. */
  nextPage(): Promise<PageOf<Page> | undefined>;
};

/** A paginated operation: await it for one page, or iterate over the items of all pages. */
export interface PagedCall<Page, Item> extends Call<PageOf<Page>>, AsyncIterable<Item> {}

/** What each method returns: a paged call for a paginated operation, else a call. */
export type Calls = {
  [Id in keyof Results]: Id extends keyof Items
    ? PagedCall<Results[Id], Items[Id]>
    : Call<Results[Id]>;
};

/**
 * Makes a call of a function that performs it. The promise of the result alone is made only for
 * those who await it: otherwise a failure would be reported as unhandled to users of `withResponse`.
 */
export function toCall<Result>(perform: () => Promise<WithResponse<Result>>): Call<Result> {
  const result = () => perform().then(({ data }) => data);
  const call: Omit<Call<Result>, typeof Symbol.toStringTag> = {
    // biome-ignore lint/suspicious/noThenProperty: a call is made to be awaited.
    then: (onFulfilled, onRejected) => result().then(onFulfilled, onRejected),
    catch: (onRejected) => result().catch(onRejected),
    finally: (onFinally) => result().finally(onFinally),
    withResponse: perform,
  };
  return call as Call<Result>;
}

/**
 * Makes a paginated call of a function that gets a page. Nothing is requested until somebody awaits
 * the call or iterates over it.
 *
 * @param getPage - gets the page of a cursor, before the deadline of an iteration
 * @param startDeadline - returns the deadline of an iteration that starts now
 */
export function toPagedCall<Page, Item>(
  { next, items }: Pagination,
  getPage: (cursor?: unknown, deadlineAt?: number) => Promise<WithResponse<unknown>>,
  startDeadline: () => number,
): PagedCall<Page, Item> {
  /** `sources` maps each cursor seen so far to the cursor of the page that it was found on. */
  async function load(
    deadlineAt?: number,
    cursor?: unknown,
    sources = new Map<unknown, unknown>(),
  ): Promise<{ page: WithResponse<PageOf<Page>>; list: Item[]; loadNext: typeof loadNext }> {
    const { data, response } = await getPage(cursor, deadlineAt);
    const list: unknown = valueAt(data, [items]) ?? [];
    if (typeof data !== "object" || Array.isArray(data) || !Array.isArray(list)) {
      throw new MendixWebhooksError("not a page", { code: "invalid_response" });
    }
    async function loadNext() {
      const nextCursor = valueAt(data, next) ?? "";
      if (nextCursor === "") return undefined;
      // A page may be asked for twice, but two pages do not lead to the same one.
      if (sources.has(nextCursor) && sources.get(nextCursor) !== cursor) {
        throw new MendixWebhooksError("circular pages", { code: "repeated_cursor" });
      }
      sources.set(nextCursor, cursor);
      return load(deadlineAt, nextCursor, sources);
    }
    const nextPage = async () => (await loadNext())?.page.data;
    // Not enumerable, so that the page looks as it came.
    Object.defineProperty(data, "nextPage", { value: nextPage });
    return { page: { data: data as PageOf<Page>, response }, list, loadNext };
  }

  let first: ReturnType<typeof load> | undefined;
  const call = toCall(async () => {
    first ??= load();
    return (await first).page;
  });
  return Object.assign(call, {
    async *[Symbol.asyncIterator]() {
      let loaded: Awaited<ReturnType<typeof load>> | undefined = await load(startDeadline());
      for (; loaded; loaded = await loaded.loadNext()) yield* loaded.list;
    },
  });
}

const valueAt = (value: unknown, path: readonly string[]) =>
  path.reduce((node, key) => (node as Record<string, unknown>)?.[key], value);
