// The module keeps its texts one after the other in its data and makes them all when it starts, in the
// order of a list. Those that the optimiser found nobody to use are taken out of both.

import { isForm, visit } from './wat.mjs';

const TEXT = /^\$teavm@string</;
const TEXTS = '$teavm@stringArray';

/**
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @throws when the data holds anything else than the texts of the list, or they are made otherwise
 */
export function dropTexts(module) {
  const list = textList(module);
  const data = module.form.find((part) => isForm(part, 'data'));
  const texts = split(bytesOf(data.at(-1)));
  const names = list.slice(3).map((form) => form[1]);
  if (texts.length !== names.length) {
    throw new Error(`${names.length} texts are listed, but the data holds ${texts.length}`);
  }
  const used = usedTexts(module, list);
  const kept = [...names.keys()].filter((index) => used.has(names[index]));
  data[data.length - 1] = quoted(Buffer.concat(kept.map((index) => texts[index])));
  const listed = kept.map((index) => ['global.get', names[index]]);
  list.splice(2, Infinity, String(kept.length), ...listed);
  setBound(module, names.length, kept.length);
}

/** The loop over the list; the optimiser has put in the length that the list had. */
function setBound(module, from, to) {
  const bounds = [];
  visit(module.start, (form) => {
    if (isForm(form, 'i32.lt_u') && isForm(form[2], 'i32.const') && form[2][1] === `${from}`) {
      bounds.push(form[2]);
    }
  });
  if (bounds.length !== 1) {
    throw new Error(`expected one loop over the ${from} texts, found ${bounds.length}`);
  }
  bounds[0][1] = `${to}`;
}

function textList(module) {
  let list;
  visit(module.start, (form) => {
    list = isForm(form, 'array.new_fixed') && form[1] === TEXTS ? form : list;
  });
  if (list === undefined) {
    throw new Error('the start function lists no texts');
  }
  return list;
}

/** The texts that something besides the list refers to. */
function usedTexts(module, list) {
  const used = new Set();
  const follow = (form) => {
    if (form !== list) {
      if (form[0] === 'global.get' && TEXT.test(form[1])) {
        used.add(form[1]);
      }
      form.filter(Array.isArray).forEach(follow);
    }
  };
  follow(module.form);
  return used;
}

/** Each text is its number of UTF-16 units, seven bits a byte, and then UTF-8. */
function split(bytes) {
  const texts = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    let units = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      units |= (bytes[at] & 127) << shift;
      more = bytes[at++] > 127;
    }
    while (units > 0) {
      const length = lengthOf(bytes[at]);
      units -= length === 4 ? 2 : 1;
      at += length;
    }
    texts.push(bytes.subarray(from, at));
  }
  return texts;
}

/** How many bytes of UTF-8 a character has, by its first. */
function lengthOf(byte) {
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

const LETTERS = { t: '\t', n: '\n', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** The bytes of a string in WebAssembly text. */
function bytesOf(text) {
  const parts = text.slice(1, -1).matchAll(/\\([0-9a-f]{2})|\\(.)|([^\\]+)/gs);
  return Buffer.concat(
    [...parts].map(([, hex, letter, plain]) =>
      hex === undefined ? Buffer.from(plain ?? LETTERS[letter]) : Buffer.from(hex, 'hex'),
    ),
  );
}

function quoted(bytes) {
  return `"${[...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}"`;
}
