import { createClient, NotFoundError } from "../../../src/index.js";
import type { Names } from "./names.js";
import type { LiveSettings } from "./settings.js";
import { standIn, type Transport } from "./transport.js";

/** Pages of the list that are looked through for leftovers. */
const mostPages = 20;

/** Removes webhooks of live runs, and no other. */
export interface CleanUp {
  /** Removes what the run has made so far. */
  own(keep?: string): Promise<void>;
  /** Removes also what the list shows of this run and of runs that were cut short before. */
  all(): Promise<void>;
}

export function createCleanUp(
  { url: baseUrl, app }: LiveSettings,
  transport: Transport,
  names: Names,
): CleanUp {
  const token = standIn.replace("MxToken ", "");
  const fetch = transport.cleaningFetch;
  // It waits by itself; a list that cannot be read is asked for again, as it is the last chance.
  const client = createClient({ token, baseUrl, fetch, maxRetries: 2, validate: false });

  async function remove(id: string): Promise<void> {
    try {
      await client.deleteWebhook(app, id);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    transport.own.delete(id);
  }

  async function own(keep?: string): Promise<void> {
    for (const id of transport.own) if (id !== keep) await remove(id);
  }

  async function leftovers(): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const { webhooks, cursors } = await client.listWebhooks(app, cursor ? { cursor } : {});
      ids.push(...webhooks.filter(({ name }) => names.isDisposable(name)).map(({ id }) => id));
      cursor = cursors.next;
      if (cursor === undefined) break;
    }
    return ids;
  }

  return {
    own,
    async all() {
      await own();
      for (const id of await leftovers()) {
        transport.adopt(id);
        await remove(id);
      }
    },
  };
}
