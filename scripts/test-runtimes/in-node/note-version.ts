import { beforeEach } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** The version of Node that the test ran on, as it says itself. */
    node?: string;
  }
}

beforeEach(({ task }) => {
  task.meta.node = process.version;
});
