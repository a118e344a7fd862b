import { isDeepStrictEqual } from "node:util";
import { type Document, parseDocument } from "yaml";

/**
 * Writes a document in the style of the text that it was read from.
 *
 * @param before - what the document contained when it was read
 */
export function writeYaml(document: Document, source: string, before: unknown): string {
  const content: unknown = document.toJS();
  if (isDeepStrictEqual(before, content)) return source;
  const written = document.toString({
    lineWidth: 0,
    indent: /^( +)[^\s#-]/m.exec(source)?.[1]?.length ?? 2,
    indentSeq: !/^( *)[^\s#-].*:\s*\n\1- /m.test(source),
    flowCollectionPadding: /[[{] +\S/.test(source),
  });
  const restored = restoreLines(written, source);
  return isDeepStrictEqual(parseDocument(restored).toJS(), content) ? restored : written;
}

const withoutAlignment = (line: string) => line.replace(/\s+#/, " #");

/**
 * Puts comments and empty lines back where they stood: the writer does not keep the alignment of
 * comments, moves one after the key of a map to a line of its own, and loses some empty lines.
 */
function restoreLines(written: string, source: string): string {
  const old = source.split("\n");
  const known = new Map(old.map((line) => [withoutAlignment(line), line]));
  const isAfterGap = new Set(old.filter((line, at) => line !== "" && old[at - 1] === ""));
  const lines = written.split("\n");
  const restored: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const comment = /^\s*(#.*)$/.exec(lines[at + 1] ?? "")?.[1];
    const joined = comment === undefined ? undefined : known.get(`${line} ${comment}`);
    if (joined !== undefined) at += 1;
    const next = joined ?? known.get(withoutAlignment(line)) ?? line;
    if (isAfterGap.has(next) && restored.at(-1) !== "") restored.push("");
    restored.push(next);
  }
  return restored.join("\n");
}
