import { open, rename, rm } from "node:fs/promises";
import { systemCode } from "./errors.js";

/** The steps of a save, so that a test can stop the machine between any two of them. */
export interface Disk {
  /** Creates a file that must not be there yet, for its owner's eyes only. */
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; it is no error if there is none. */
  remove(path: string): Promise<void>;
  /** Makes what was created and renamed in a folder outlast a power cut. */
  syncFolder(path: string): Promise<void>;
}

export interface OpenFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written outlast a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The file system of this machine. */
export const systemDisk: Disk = {
  async create(path) {
    const file = await open(path, "wx", 0o600);
    return {
      write: (bytes) => file.writeFile(bytes),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    try {
      const folder = await open(path, "r");
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      if (!cannotSyncFolders.includes(systemCode(error))) throw error;
    }
  },
};

/** How systems that cannot open or sync a folder say so; they keep its entries by other means. */
const cannotSyncFolders: (string | undefined)[] = ["EINVAL", "EPERM", "EISDIR", "ENOTSUP"];
