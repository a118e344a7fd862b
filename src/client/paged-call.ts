import type { Pagination } from "../../generated/routes.js";
import { type Call, toCall, type WithResponse } from "./call.js";
import { MendixWebhooksError } from "./client-errors.js";

/** A page with a method that loads the next one. */
export type PageOf<Page> = Page & {
  /** Returns the next page; undefined after the last one. */
  nextPage(): Promise<PageOf<Page> | undefined>;
};

/** A paginated operation: await it for one page, or iterate over the items of all pages. */
export interface PagedCall<Page, Item> extends Call<PageOf<Page>>, AsyncIterable<Item> {}

/**
 * Makes a paginated call of a function that gets a page. Nothing is requested until somebody awaits
 * the call or iterates over it.
 */
export function toPagedCall<Page, Item>(
  { next, items }: Pagination,
  getPage: (cursor?: string) => Promise<WithResponse<unknown>>,
): PagedCall<Page, Item> {
  /** `sources` maps each cursor seen so far to the cursor of the page that it was found on. */
  async function load(
    cursor?: string,
    sources = new Map<string, string | undefined>(),
  ): Promise<WithResponse<PageOf<Page>>> {
    const { data, response } = await getPage(cursor);
    const nextPage = async () => {
      const nextCursor = valueAt(data, next) as string | undefined;
      if (!nextCursor) return undefined;
      // A page may be asked for twice, but two pages do not lead to the same one.
      if (sources.has(nextCursor) && sources.get(nextCursor) !== cursor) {
        throw new MendixWebhooksError("circular pages", { code: "repeated_cursor" });
      }
      sources.set(nextCursor, cursor);
      return (await load(nextCursor, sources)).data;
    };
    // Not enumerable, so that the page looks as it came.
    const page = Object.defineProperty(data, "nextPage", { value: nextPage });
    return { data: page as PageOf<Page>, response };
  }

  let first: ReturnType<typeof load> | undefined;
  const call = toCall(() => {
    first ??= load();
    return first;
  });
  return Object.assign(call, {
    async *[Symbol.asyncIterator]() {
      let page: PageOf<Page> | undefined = (await load()).data;
      for (; page; page = await page.nextPage()) yield* valueAt(page, [items]) as Item[];
    },
  });
}

const valueAt = (value: unknown, path: readonly string[]) =>
  path.reduce((node, key) => (node as Record<string, unknown>)?.[key], value);
