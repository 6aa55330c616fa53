// Reads Fluent catalogues with the very library that the app uses, and prints what they hold as JSON:
// {file: {id or id.attribute: {arguments: [...], text: "…"}}}. Run: node read-catalogues.mjs file.ftl …
import { readFileSync } from "node:fs";
import { FluentResource } from "../../pwa/static/vendor/fluent.js";

function argumentsOf(part) {
  if (Array.isArray(part)) return part.flatMap(argumentsOf);
  if (part === null || typeof part !== "object") return [];
  return part.type === "var" ? [part.name] : Object.values(part).flatMap(argumentsOf);
}

/** A pattern is a string, or a list of strings and of placeables; the variants of a selection hold patterns. */
function textOf(pattern) {
  if (typeof pattern === "string") return pattern;
  const parts = Array.isArray(pattern) ? pattern : [pattern];
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      return part.type === "select" ? part.variants.map(({ value }) => textOf(value)).join("\n") : " … ";
    })
    .join("");
}

function describe(pattern) {
  return { arguments: [...new Set(argumentsOf(pattern))].sort(), text: textOf(pattern) };
}

const catalogues = {};
for (const file of process.argv.slice(2)) {
  const messages = {};
  for (const { id, value, attributes } of new FluentResource(readFileSync(file, "utf8")).body) {
    if (value !== null) messages[id] = describe(value);
    for (const [name, pattern] of Object.entries(attributes)) messages[`${id}.${name}`] = describe(pattern);
  }
  catalogues[file] = messages;
}
process.stdout.write(JSON.stringify(catalogues));
