// Makes wwwroot/js/editor.js of editor.js and the packages it imports, whose licences ask to be kept with every copy.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const { outputFiles, metafile } = await build({
  entryPoints: ["Scripts/editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
  metafile: true,
});

const folders = Object.keys(metafile.inputs).map(path => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(folder => folder);
const notices = [...new Set(folders)].map(folder => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return `/*! ${name} ${version}\n\n${readFileSync(`${folder}/LICENSE`, "utf8").trim()}\n*/\n`;
});
writeFileSync("wwwroot/js/editor.js", notices.join("") + outputFiles[0].text);
