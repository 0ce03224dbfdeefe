// Makes wwwroot/js/editor.js and schedule.js of those here and the packages they import, whose licences ask to be kept with every copy.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

for (const script of ["editor.js", "schedule.js"]) {
  const { outputFiles, metafile } = await build({
    entryPoints: [`Scripts/${script}`],
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
  writeFileSync(`wwwroot/js/${script}`, notices.join("") + outputFiles[0].text);
}
