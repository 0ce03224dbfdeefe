// Writes the notices of what a published portal is made of, from what the packages say of themselves.
// node Scripts/notices.mjs PROJECT_ASSETS_JSON OUTPUT, in the folder of the project, after "npm ci" and "dotnet restore".

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [assetsFile, output] = process.argv.slice(2);
const packages = [...nugetPackages(), ...npmPackages()].sort((a, b) => a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
const texts = new Map();
for (const part of packages) {
  for (const text of part.texts) {
    texts.set(text, [...texts.get(text) ?? [], `${part.name} ${part.version}`]);
  }
}

writeFileSync(output, [
  "Workshop contains the packages that follow. Their licences, and the notices that come with them, stand below the list.",
  packages.map(part => [`${part.name} ${part.version}`, `  ${part.licence}`, `  ${part.copyright}`].join("\n")).join("\n"),
  passwords(),
  ...[...texts].map(([text, names]) => section(names.join(", "), text)),
  ...licences().map(id => section(id, readJson(spdx(id)).licenseText)),
].join("\n\n") + "\n");

function nugetPackages() {
  const assets = readJson(assetsFile);
  return Object.entries(assets.libraries).filter(([, library]) => library.type === "package").map(([key, library]) => {
    const folder = Object.keys(assets.packageFolders).map(root => join(root, library.path)).find(existsSync);
    const nuspec = readFileSync(join(folder, library.files.find(file => file.endsWith(".nuspec"))), "utf8");
    const [name, version] = key.split("/");
    // A package that does not say whose it is, says at least who made it.
    const copyright = element(nuspec, "copyright") ?? `by ${element(nuspec, "authors")}`;
    return { name, version, licence: licenceOf(nuspec, folder), copyright, texts: textsIn(folder) };
  });
}

// Where a package names no licence but a file, that begins with the licence's name.
function licenceOf(nuspec, folder) {
  const licence = element(nuspec, "license") ?? element(nuspec, "licenseUrl");
  return existsSync(join(folder, licence)) ? /\S+/.exec(readFileSync(join(folder, licence), "utf8"))[0] : licence;
}

// What is needed to build only, such as esbuild, is not shipped.
function npmPackages() {
  const lock = readJson("package-lock.json");
  return Object.entries(lock.packages).filter(([folder, { dev }]) => folder && !dev).map(([folder, { version, license }]) => {
    const texts = textsIn(folder);
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    return { name, version, licence: license, copyright: /^.*copyright.*$/im.exec(texts[0])[0].trim(), texts };
  });
}

// The list of common passwords is a file of the source, with its licence at its head.
function passwords() {
  const lines = readFileSync("Accounts/CommonPasswords.txt", "utf8").split("\n");
  const head = lines.slice(0, lines.findIndex(line => !line.startsWith("#")));
  return section("CommonPasswords.txt", head.map(line => line.replace(/^# ?/, "")).join("\n"));
}

// Of "MS-PL OR Apache-2.0" both.
function licences() {
  const ids = packages.flatMap(({ licence }) => licence.split(/[\s()]+/)).filter(id => existsSync(spdx(id)));
  return [...new Set(ids)].sort();
}

function textsIn(folder) {
  return readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice|third-party-notices)(\.|$)/i.test(file)).sort()
    .map(file => readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").trim());
}

function section(title, text) {
  return `${"-".repeat(120)}\n${title}\n\n${text.trim()}`;
}

function element(xml, name) {
  const named = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" };
  return new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1].trim()
    .replace(/&(\w+);/g, (whole, entity) => named[entity] ?? whole)
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\s+/g, " ");
}

function spdx(id) {
  return `node_modules/spdx-license-list/licenses/${id}.json`;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
