import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlOf } from "./html.js";
import { junitOf } from "./junit.js";
import type { Report } from "./report.js";

/** Puts `report.html` and `junit.xml` into a folder, which is made if need be. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, "report.html"), htmlOf(report)),
    writeFile(join(folder, "junit.xml"), junitOf(report)),
  ]);
}
