import { type Call, toCall, type WithResponse } from "./call.js";

/** A paginated operation: await it for one page, or iterate over the items of all pages. */
export interface PagedCall<Page, Item> extends Call<Page>, AsyncIterable<Item> {}

/** Where the items and the next page's cursor stand in a page. */
export interface Pagination {
  readonly next: readonly string[];
  readonly items: string;
}

/**
 * Makes a paginated call of a function that gets a page. Nothing is requested before somebody
 * waits or iterates, so that iterating does not request the first page twice.
 */
export function toPagedCall<Page, Item>(
  { next, items }: Pagination,
  getPage: (cursor?: string) => Promise<WithResponse<Page>>,
): PagedCall<Page, Item> {
  let first: Promise<WithResponse<Page>> | undefined;
  const firstPage = () => {
    first ??= getPage();
    return first;
  };
  return Object.assign(toCall(firstPage), {
    async *[Symbol.asyncIterator]() {
      for (let page = firstPage(); ; ) {
        const { data } = await page;
        yield* at(data, [items]) as Item[];
        const cursor = at(data, next) as string | undefined;
        if (cursor === undefined) return;
        page = getPage(cursor);
      }
    },
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
}
