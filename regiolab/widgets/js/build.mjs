// Bundle the front end of the exercises, with the hash of its sources in the first line.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

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
const made = await build({
  entryPoints: [new URL("src/panel.js", here).pathname],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "inline",
  write: false,
});
const head = `// Made by \`make front\` from src/; sources ${hash.digest("hex")}\n`;
writeFileSync(new URL("panel.js", here), head + made.outputFiles[0].text);
