// Tells whoever runs one of these files with Node that only its platform can. A Worker has no process.
const [, file = ""] = globalThis.process?.argv ?? [];
if (/(aws-lambda|cloudflare-worker|route)\.ts$/.test(file)) {
  console.error(`${file} needs its platform: its first lines say how to run it there`);
  process.exit(2);
}
