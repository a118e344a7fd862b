import type { Pagination } from "../../generated/routes.js";
import { type Call, toCall, type WithResponse } from "./call.js";
import { MendixWebhooksError } from "./errors.js";

/** One page, and the way to the next. */
export type PageOf<Page> = Page & {
  /** The next page; undefined after the last. */
  nextPage(): Promise<PageOf<Page> | undefined>;
};

/** A paginated operation: await it for one page, or iterate over the items of all pages. */
export interface PagedCall<Page, Item> extends Call<PageOf<Page>>, AsyncIterable<Item> {}

/**
 * Makes a paginated call of a function that gets a page. Nothing is requested before somebody
 * waits or iterates.
 */
export function toPagedCall<Page extends object, Item>(
  { next, items }: Pagination,
  getPage: (cursor?: string) => Promise<WithResponse<Page>>,
): PagedCall<Page, Item> {
  /** `sources` has each cursor of a walk, and the cursor of the page that it was found on. */
  async function load(
    cursor?: string,
    sources = new Map<string, string | undefined>(),
  ): Promise<WithResponse<PageOf<Page>>> {
    const { data, response } = await getPage(cursor);
    const value = async () => {
      const following = at(data, next) as string | undefined;
      if (!following) return undefined;
      if (sources.has(following) && sources.get(following) !== cursor) {
        throw new MendixWebhooksError("circular pages", { code: "repeated_cursor" });
      }
      sources.set(following, cursor);
      return (await load(following, sources)).data;
    };
    return { data: Object.defineProperty(data, "nextPage", { value }) as PageOf<Page>, response };
  }

  let first: ReturnType<typeof load> | undefined;
  const call = toCall(() => {
    first ??= load();
    return first;
  });
  return Object.assign(call, {
    async *[Symbol.asyncIterator]() {
      let page: PageOf<Page> | undefined = (await load()).data;
      for (; page; page = await page.nextPage()) yield* at(page, [items]) as Item[];
    },
  });
}

const at = (value: unknown, path: readonly string[]) =>
  path.reduce((node, key) => (node as Record<string, unknown>)?.[key], value);
