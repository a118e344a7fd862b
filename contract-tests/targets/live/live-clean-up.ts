import { createClient, NotFoundError } from "../../../src/index.js";
import type { LiveSettings } from "./live-settings.js";
import { type LiveTransport, placeholderToken } from "./live-transport.js";

/**
 * What the names of a run's webhooks begin with.
 *
 * @param startTime - milliseconds since the Unix epoch
 */
export const nameStart = (startTime: number, random: string) =>
  `Contract test ${startTime} ${random}`;

/** Whether a webhook belongs to this run, or to one that began before it and left it behind. */
function isDisposable(name: string, ownStart: string): boolean {
  const [start, time] = name.match(/^Contract test (\d{13}) [a-z0-9]+(?= |$)/) ?? [];
  return time !== undefined && (start === ownStart || time < (ownStart.split(" ")[2] ?? ""));
}

/** Deletes webhooks of live runs, and no others. */
export interface CleanUp {
  /** Deletes what the run has created so far, except for one webhook. */
  deleteCreated(except?: string): Promise<void>;
  /** Deletes also what the list shows of this run and of earlier ones. */
  deleteAll(): Promise<void>;
}

export function createCleanUp(
  { url: baseUrl, app }: LiveSettings,
  transport: LiveTransport,
  ownStart: string,
): CleanUp {
  const client = createClient({
    token: placeholderToken,
    baseUrl,
    fetch: transport.cleanUpFetch,
    maxRetries: 2,
    validate: false,
  });

  async function remove(id: string): Promise<void> {
    try {
      await client.deleteWebhook(app, id);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    transport.created.delete(id);
  }

  async function deleteCreated(except?: string): Promise<void> {
    for (const id of transport.created) if (id !== except) await remove(id);
  }

  return {
    deleteCreated,
    async deleteAll() {
      await deleteCreated();
      // Collected first, because deleting a webhook moves those on the next pages.
      const ids: string[] = [];
      for await (const { id, name } of client.listWebhooks(app)) {
        if (isDisposable(name, ownStart)) ids.push(id);
      }
      for (const id of ids) {
        transport.adopt(id);
        await remove(id);
      }
    },
  };
}
