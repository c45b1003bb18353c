// Bundle the front end, one file a family of views, with the hash of all sources in the first line.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const ENTRIES = ["panel", "atlas", "ask"];
const here = new URL(".", import.meta.url);
const names = readdirSync(new URL("src/", here))
  .filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"))
  .sort();
const hash = createHash("sha256");
for (const name of names) {
  // what a checkout with other line ends holds is the same source
  const text = readFileSync(new URL(`src/${name}`, here), "utf8").replaceAll("\r\n", "\n");
  hash.update(`${name}\n${text}\n`);
}
const mark = hash.digest("hex");
for (const entry of ENTRIES.filter((name) => names.includes(`${name}.js`))) {
  const made = await build({
    entryPoints: [new URL(`src/${entry}.js`, here).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    write: false,
  });
  const head = `// Made by \`make front\` from src/; sources ${mark}\n`;
  writeFileSync(new URL(`${entry}.js`, here), head + made.outputFiles[0].text);
}
