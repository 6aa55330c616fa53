// Copies ES modules from node_modules into pwa/static/vendor, without a bundler: follows the imports and rewrites
// bare names ("libsodium") to relative paths, and nothing else but the line that names a source map.
// Why not an import map: it does not reach workers, and an inline one needs its own place in the security policy.
//
// For each package it writes <name>-<version>/…, and for each entry of vendor-list.mjs one address module, so that
// our own code imports ../../vendor/libsodium.js and a new version changes nothing else. The .d.ts beside an address
// gives `tsc` the package's own types. vendored.json lists every file with its SHA-256 and its licence.
//
// Run: node scripts/vendor.mjs [node_modules] [folder to write]
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ADDRESSES, FILES, TYPES } from "./vendor-list.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MODULES = resolve(process.argv[2] ?? join(ROOT, "node_modules"));
const OUT = resolve(process.argv[3] ?? join(ROOT, "pwa/static/vendor"));
const CONDITIONS = ["browser", "import", "module", "default"]; // never "development"
const IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\n]+)\2/g;
const SOURCE_MAP = /\n?\/\/# sourceMappingURL=.*\n?$/;

/** "@preact/signals/utils" → ["@preact/signals", "./utils"] */
function splitSpecifier(specifier) {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier[0] === "@" ? 2 : 1).join("/");
  return [name, parts.length ? `./${parts.join("/")}` : "."];
}

function packageJson(name) {
  return JSON.parse(readFileSync(join(NODE_MODULES, name, "package.json"), "utf8"));
}

/** The first file which an `exports` entry offers for our conditions. */
function pick(target) {
  if (typeof target === "string") return target;
  if (Array.isArray(target)) return pick(target[0]);
  for (const [condition, value] of Object.entries(target ?? {})) {
    const file = CONDITIONS.includes(condition) ? pick(value) : undefined;
    if (file) return file;
  }
  return undefined;
}

/** A bare specifier → the file in node_modules. */
function resolveBare(specifier) {
  const [name, inner] = splitSpecifier(specifier);
  const { exports, module, main } = packageJson(name);
  const isMap = exports && typeof exports === "object" && Object.keys(exports).some((key) => key[0] === ".");
  const offered = pick((isMap ? exports : { ".": exports })[inner]);
  return join(NODE_MODULES, name, offered ?? (inner === "." ? (module ?? main) : inner));
}

function packageOf(file) {
  return splitSpecifier(relative(NODE_MODULES, file).split(sep).join("/"))[0];
}

/** "@preact/signals" 2.11.4 → "preact-signals-2.11.4" */
function folderOf(name) {
  return `${name.replace("@", "").replace("/", "-")}-${packageJson(name).version}`;
}

function placeOf(file) {
  const name = packageOf(file);
  return join(OUT, folderOf(name), relative(join(NODE_MODULES, name), file));
}

function relativeImport(fromFile, toFile) {
  const path = relative(dirname(fromFile), toFile).split(sep).join("/");
  return path[0] === "." ? path : `./${path}`;
}

/** @type {Map<string, Set<string>>} package → files written, relative to OUT */
const written = new Map();

function write(name, place, content) {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
  if (!written.has(name)) written.set(name, new Set());
  written.get(name)?.add(relative(OUT, place).split(sep).join("/"));
}

function isInComment(source, offset) {
  return /^\s*(\*|\/\/|\/\*)/.test(source.slice(source.lastIndexOf("\n", offset - 1) + 1, offset + 1));
}

/** Copies one module and all that it imports. */
function copyModule(file) {
  const name = packageOf(file);
  const place = placeOf(file);
  if (written.get(name)?.has(relative(OUT, place).split(sep).join("/"))) return;
  const source = readFileSync(file, "utf8").replace(SOURCE_MAP, "\n");
  write(name, place, ""); // Marks it as begun, so that circular imports end.
  const rewritten = source.replace(IMPORT, (all, before, quote, specifier, offset) => {
    if (isInComment(source, offset)) return all;
    const isRelative = specifier[0] === ".";
    const isPackage =
      /^[@a-z]/.test(specifier) && existsSync(join(NODE_MODULES, splitSpecifier(specifier)[0]));
    if (!isRelative && !isPackage) return all;
    const target = isRelative ? resolve(dirname(file), specifier) : resolveBare(specifier);
    copyModule(target);
    return `${before}${quote}${relativeImport(place, placeOf(target))}${quote}`;
  });
  write(name, place, rewritten);
}

/** Copies the files that a package fetches by address while it runs, byte for byte. */
function copyFiles(name, patterns) {
  for (const pattern of patterns) {
    const folder = join(NODE_MODULES, name, dirname(pattern));
    const [start, end] = pattern.slice(pattern.lastIndexOf("/") + 1).split("*");
    const found = readdirSync(folder).filter((file) =>
      end === undefined ? file === start : file.startsWith(start) && file.endsWith(end),
    );
    if (found.length === 0) throw new Error(`${name} has no ${pattern}`);
    for (const file of found) write(name, placeOf(join(folder, file)), readFileSync(join(folder, file)));
  }
}

function copyLicence(name) {
  const folder = join(NODE_MODULES, name);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  for (const file of files) write(name, join(OUT, folderOf(name), file), readFileSync(join(folder, file)));
  if (files.length > 0) return;
  // @fluent/bundle ships no licence text; it is under the same licence as this project.
  if (packageJson(name).license !== "Apache-2.0") throw new Error(`${name} ships no licence text`);
  write(name, join(OUT, folderOf(name), "LICENSE"), readFileSync(join(ROOT, "LICENSE")));
}

/** The address module and its types. */
function writeAddress({ address, module, reexports, types = reexports }) {
  const script = join(OUT, `${address}.js`);
  const place = placeOf(resolveBare(module));
  const folder = join(OUT, folderOf(packageOf(resolveBare(module))));
  const served = reexports
    .join("\n")
    .replaceAll("MODULE", relativeImport(script, place))
    .replaceAll("FOLDER", relativeImport(script, folder));
  write("", script, `${served}\n`);
  write(
    "",
    join(OUT, `${address}.d.ts`),
    `${types.join("\n").replaceAll("MODULE", TYPES[module] ?? module)}\n`,
  );
}

function describeFile(path) {
  const content = readFileSync(join(OUT, path));
  return { path, size_bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

rmSync(OUT, { recursive: true, force: true });
for (const { module, script } of ADDRESSES) {
  const file = resolveBare(module);
  if (script) write(packageOf(file), placeOf(file), readFileSync(file));
  else copyModule(file);
}
for (const [name, patterns] of Object.entries(FILES)) copyFiles(name, patterns);
for (const name of written.keys()) copyLicence(name);
for (const entry of ADDRESSES) writeAddress(entry);

const packages = [...written.keys()]
  .filter(Boolean)
  .sort()
  .map((name) => {
    const { version, license } = packageJson(name);
    return {
      name,
      version,
      licence: license,
      source: `npm package ${name}@${version}`,
      files: [...(written.get(name) ?? [])].sort().map(describeFile),
    };
  });
const addresses = [...(written.get("") ?? [])].sort().map(describeFile);
writeFileSync(
  join(OUT, "vendored.json"),
  `${JSON.stringify({ made_by: "make vendor", addresses, packages }, null, 2)}\n`,
);
console.log(
  `${packages.length} packages, ${packages.reduce((sum, { files }) => sum + files.length, 0)} files → ${relative(ROOT, OUT) || OUT}`,
);
