// The order of functions and globals changes nothing that a module does. Where like stands beside like it
// compresses better; a number of one byte is shorter than one of two.

import { isForm, visit } from './wat.mjs';

/** So many words of a function in a row are one feature of it. */
const FEATURE_WORDS = 4;

/** A feature that more functions have says little about any of them. */
const COMMON = 400;

const TEXT = /^\$teavm@string</;

/**
 * Begins with the function of most features, and goes on with what has most in common with the one
 * before, for its size. Short numbers for what is called most would save less than that does.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 */
export function orderFunctions(module) {
  const features = new Map([...module.functions.values()].map((func) => [func, featuresOf(func)]));
  const owners = ownersOf(features);
  const size = (func) => features.get(func).size;
  const left = new Set([...features.keys()].sort((a, b) => size(b) - size(a)));
  const order = [];
  for (let [next] = left; next !== undefined; next = nearest(next) ?? [...left][0]) {
    left.delete(next);
    order.push(next);
  }
  module.replace('func', order);

  function nearest(func) {
    const shared = new Map();
    for (const owner of [...features.get(func)].flatMap((feature) => owners.get(feature))) {
      if (left.has(owner)) {
        shared.set(owner, (shared.get(owner) ?? 0) + 1);
      }
    }
    const closeness = (other) => shared.get(other) / (size(other) + 20) ** 0.7;
    let best;
    for (const other of shared.keys()) {
      best = best === undefined || closeness(other) > closeness(best) ? other : best;
    }
    return best;
  }
}

/** What a function does, in short runs of words. */
function featuresOf(func) {
  const words = [];
  const collect = (form) => {
    words.push('(');
    for (const item of form) {
      Array.isArray(item) ? collect(item) : words.push(item);
    }
  };
  collect(func.slice(2));
  const run = (_, at) => words.slice(at, at + FEATURE_WORDS).join(' ');
  return new Set(Array.from({ length: words.length - FEATURE_WORDS + 1 }, run));
}

/** The functions that have each feature, but for those that too many have. */
function ownersOf(features) {
  const owners = new Map();
  for (const [func, own] of features) {
    for (const feature of own) {
      const known = owners.get(feature);
      known === undefined ? owners.set(feature, [func]) : known.push(func);
    }
  }
  for (const [feature, { length }] of owners) {
    if (length > COMMON) {
      owners.set(feature, []);
    }
  }
  return owners;
}

/**
 * Texts are used twice at most; they come in the order in which the start of the module lists them.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 */
export function orderGlobals(module) {
  const uses = count(module, ['global.get', 'global.set']);
  const names = [...module.globals.keys()];
  const others = names.filter((name) => !TEXT.test(name));
  others.sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0));
  const texts = names.filter((name) => TEXT.test(name)).sort((a, b) => number(a) - number(b));
  module.replace('global', afterNeeded(module.globals, [...others, ...texts]));
}

function number(name) {
  return Number(/\d+/.exec(name)[0]);
}

/** How often each name stands in forms of these heads. */
function count(module, heads) {
  const counts = new Map();
  visit(module.form, ([head, name]) => {
    if (heads.includes(head)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  });
  return counts;
}

/** The globals as asked for, but each after those that it refers to. */
export function afterNeeded(globals, names) {
  const order = new Set();
  const place = (name) => {
    const global = globals.get(name);
    if (global !== undefined && !order.has(global)) {
      visit(global, (form) => isForm(form, 'global.get') && place(form[1]));
      order.add(global);
    }
  };
  for (const name of names) {
    place(name);
  }
  return [...order];
}
