// The numbers of functions and globals are all over the code, in one byte or two: what is used often
// comes first. The rest is in an order in which like stands beside like, which compresses better.

import { isForm, visit } from './wat.mjs';

/** As many as have numbers of one byte. */
const HOT_FUNCTIONS = 100;

/** Groups of functions that are much alike, by the compiler's names for them. */
const GROUPS = [/^(?!.*(@caller|::<init>|::<clinit>))/, /@caller/, /::<init>/, /::<clinit>/];

const TEXT = /^\$teavm@string</;

/**
 * @param {import('./compiled-module.mjs').CompiledModule} module
 */
export function orderFunctions(module) {
  const calls = count(module, ['call']);
  const often = ([, a], [, b]) => (calls.get(b) ?? 0) - (calls.get(a) ?? 0);
  const names = [...module.functions.values()].sort(often).map(([, name]) => name);
  const group = (name) => GROUPS.findIndex((pattern) => pattern.test(name));
  const alike = (a, b) => group(a) - group(b) || (a < b ? -1 : 1);
  const order = [...names.slice(0, HOT_FUNCTIONS), ...names.slice(HOT_FUNCTIONS).sort(alike)];
  module.replace(
    'func',
    order.map((name) => module.functions.get(name)),
  );
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
function afterNeeded(globals, names) {
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
