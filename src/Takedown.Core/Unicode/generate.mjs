// Writes tables.txt from the data of Unicode: node generate.mjs <folder of the npm package tr46> > tables.txt
// The normalization forms are those of Node's ICU, the table of UTS 46 and the regular expressions are tr46's. Both
// must be of one version of Unicode (Node 20.20 and tr46 6.0: 17.0). combining.json has the combining classes of an
// older version as [[first, last, class], …]; characters that are newer get theirs from how they are reordered.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const tr46 = process.argv[2];
const mappings = require(`${tr46}/lib/mappingTable.json`);
const regexes = require(`${tr46}/lib/regexes.js`);
const Last = 0x10ffff;
const text = c => String.fromCodePoint(c);
const points = s => [...s].map(c => c.codePointAt(0));
const hex = n => n.toString(16).toUpperCase();
const isSurrogate = c => c >= 0xd800 && c <= 0xdfff;

const uts = new Array(Last + 1);
for (const [range, status, mapping] of mappings) {
  const [first, last] = Array.isArray(range) ? range : [range, range];
  for (let c = first; c <= last; c++) uts[c] = { status, mapping };
}

// NFKC_Casefold (toNFKC_Casefold of UAX 31): the table of UTS 46 has it for what may be in a host.
function fold(c) {
  const s = text(c);
  if (/\p{Default_Ignorable_Code_Point}/u.test(s)) return "";
  const { status, mapping } = uts[c] ?? {};
  if (status === 1) return mapping === "." && c !== 0x2e ? s.normalize("NFKC") : mapping;
  if (status === 6) return mapping;
  if (status === 2) return s;
  return s.normalize("NFKC").toLowerCase().normalize("NFKC");
}

function section(name, value) {
  console.log(`# ${name}`);
  for (let c = 0; c <= Last;) {
    const v = isSurrogate(c) ? undefined : value(c);
    if (v === undefined) { c++; continue; }
    let n = 1;
    const single = Array.isArray(v) && v.length === 1 ? v[0] : -1;
    const same = other => JSON.stringify(other) === JSON.stringify(v);
    const follows = (other, k) => Array.isArray(other) && other.length === 1 && other[0] === single + k;
    const at = k => c + k > Last || isSurrogate(c + k) ? undefined : value(c + k);
    let shift = false;
    if (at(1) !== undefined && same(at(1))) while (at(n) !== undefined && same(at(n))) n++;
    else if (single >= 0 && follows(at(1), 1)) { shift = true; while (follows(at(n), n)) n++; }
    const range = hex(c) + (n > 1 ? `+${hex(n)}` : "");
    console.log(`${range}${shift ? ">" : "="}${Array.isArray(v) ? v.map(hex).join(" ") : v}`);
    c += n;
  }
}

const folds = [];
for (let c = 0; c <= Last; c++) {
  if (isSurrogate(c) || c < 0x80) continue;
  const f = fold(c);
  if (f !== text(c)) folds[c] = points(f);
}

const combining = new Uint8Array(Last + 1);
for (const [first, last, k] of JSON.parse(readFileSync(new URL("combining.json", import.meta.url))))
  combining.fill(k, first, last + 1);
const refs = [...new Set(combining)].filter(k => k > 0).sort((a, b) => a - b)
  .map(k => [k, text(combining.findIndex((v, c) => v === k && text(c).normalize("NFD") === text(c)))]);
for (let c = 0x300; c <= Last; c++) {
  if (isSurrogate(c) || combining[c] || !/\p{Mn}/u.test(text(c))) continue;
  const s = text(c);
  if (s.normalize("NFD") !== s) continue;
  const below = refs.filter(([, r]) => (r + s).normalize("NFD") === s + r).map(([k]) => k);
  if (below.length === 0) continue;
  combining[c] = refs.findLast(([k]) => k < Math.min(...below))?.[0] ?? 0;
}

const pairs = [], canonical = [];
for (let c = 0x80; c <= Last; c++) {
  if (isSurrogate(c) || (c >= 0xac00 && c <= 0xd7a3)) continue;
  const nfd = text(c).normalize("NFD");
  if (nfd === text(c)) continue;
  const parts = points(nfd);
  const head = points(parts.slice(0, -1).map(text).join("").normalize("NFC"));
  if (text(c).normalize("NFC") === text(c) && parts.length > 1 && head.length === 1)
    pairs[c] = [head[0], parts.at(-1)];
  else canonical[c] = parts;
}

console.log(`# Unicode ${process.versions.unicode}. © Unicode, Inc. See LICENSE-UNICODE.txt. Made by generate.mjs.`);
section("fold", c => folds[c]);
section("pair", c => pairs[c]);
section("canonical", c => canonical[c]);
section("class", c => combining[c] || undefined);
section("host", c => {
  if (c < 0x80) return undefined;
  const { status, mapping } = uts[c] ?? { status: 3 };
  if (status === 3) return "-";
  const wanted = status === 1 ? points(mapping) : status === 7 ? [] : undefined;
  if (JSON.stringify(wanted) === JSON.stringify(folds[c])) return undefined;
  return wanted ?? "valid";
});

const classes = regexes.validZWNJ.source.match(/\[[^\]]*\]/g).map(c => new RegExp(c, "u"));
const [before, transparent, , after] = classes;
section("joining", c => {
  if (c < 0x80) return undefined;
  const [l, r, t] = [before.test(text(c)), after.test(text(c)), transparent.test(text(c))];
  return l && r ? "D" : l ? "L" : r ? "R" : t ? "T" : undefined;
});
section("bidi", c => {
  const s = text(c);
  if (regexes.bidiS4AN.test(s)) return "A";
  if (regexes.bidiS4EN.test(s)) return "E";
  return new RegExp(regexes.bidiS1RTL.source.match(/\[[^\]]*\]/)[0], "u").test(s) ? "R" : undefined;
});
