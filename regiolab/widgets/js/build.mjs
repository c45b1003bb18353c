// Bundle each family of views, with the hash of its sources in the first line.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const ENTRIES = ["panel", "ask", "atlas", "practice"];
const here = new URL(".", import.meta.url);

/** The sources that one leads to, itself among them, by their imports. */
function sources(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next] of text(name).matchAll(/from "\.\/([^"]+)"/g)) sources(next, found);
  return found;
}

function text(name) {
  // what a checkout with other line ends holds is the same source
  return readFileSync(new URL(`src/${name}`, here), "utf8").replaceAll("\r\n", "\n");
}

for (const entry of ENTRIES.filter((name) => existsSync(new URL(`src/${name}.js`, here)))) {
  const hash = createHash("sha256");
  for (const name of [...sources(`${entry}.js`)].sort()) hash.update(`${name}\n${text(name)}\n`);
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
  const head = `// Made by \`make front\` from src/; sources ${hash.digest("hex")}\n`;
  writeFileSync(new URL(`${entry}.js`, here), head + made.outputFiles[0].text);
}
