/**
 * Compiles the program of a consumer, which is called as its folder, with each of its TypeScripts, once
 * for each set of flags, and runs what comes out: `node ../compile-and-run.cjs "--module node16" "--module nodenext"`.
 */
const { execFile } = require("node:child_process");
const { basename } = require("node:path");
const { promisify } = require("node:util");
const { devDependencies } = require(`${process.cwd()}/package.json`);

const program = basename(process.cwd());
const node = (...args) => promisify(execFile)(process.execPath, args);

async function compileAndRun(compiler) {
  for (const [index, flags] of process.argv.slice(2).entries()) {
    const outDir = `dist/${compiler}-${index}`;
    try {
      const tsc = `node_modules/${compiler}/bin/tsc`;
      await node(tsc, "-p", ".", "--outDir", outDir, ...flags.split(" "));
      await node(`${outDir}/${program}.js`);
    } catch ({ message, stdout }) {
      console.error(`${compiler} ${flags}: ${message}\n${stdout}`);
      process.exitCode = 1;
    }
  }
}

const compilers = Object.keys(devDependencies).filter((name) => name.startsWith("typescript"));
Promise.all(compilers.map(compileAndRun));
