// What a class puts into its constants when it is initialised is often known before: an enum's constants,
// a record of defaults. As constants of the module they need no code, and the optimiser sees into them.

import { askedFor } from './compiled-module.mjs';
import { afterNeeded } from './order.mjs';
import { isForm, visit } from './wat.mjs';

const SIMPLE = new Set([
  'i32.const',
  'i64.const',
  'f32.const',
  'f64.const',
  'ref.null',
  'ref.func',
]);
const MAKERS = new Set([
  'struct.new',
  'struct.new_default',
  'array.new_fixed',
  'array.new_default',
]);
const RUNS_ONCE = /@initializer$|::<clinit>/;

/**
 * Moves into the globals what functions that run once, at the start, put into them unconditionally.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @returns {number} how many globals have become constants
 */
export function foldConstants(module) {
  let left = places(module);
  let count = 0;
  // One constant may refer to another, so again as long as that helps.
  for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
    before = left.length;
    left = left.filter((place) => !fold(module, place));
    count += before - left.length;
  }
  module.replace('global', afterNeeded(module.globals, [...module.globals.keys()]));
  return count;
}

/** Where in such functions a global is set that is set nowhere else. */
function places(module) {
  const counts = new Map();
  visit(module.form, ([head, name]) => {
    if (head === 'global.set') {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  });
  return [...module.functions]
    .filter(([name, func]) => func === module.start || RUNS_ONCE.test(name))
    .flatMap(([, func]) => [...func.keys()].map((at) => ({ func, at })))
    .filter(({ func, at }) => isForm(func[at], 'global.set') && counts.get(func[at][1]) === 1);
}

/** Turns the global that is set in a place into a constant, if it can be one. */
function fold(module, { func, at }) {
  const [, name, content] = func[at];
  const global = module.globals.get(name);
  const { value, local, callAt } = made(content, func, at, module) ?? {};
  const isUnset = isForm(global[2]?.[1], 'ref') && isForm(global[3], 'ref.null');
  if (value === undefined || !isUnset || !isConstant(value, module)) {
    return false;
  }
  global[2] = ['ref', global[2][1].at(-1)];
  global[3] = value;
  func[at] = local === undefined ? ['nop'] : ['local.set', local, ['global.get', name]];
  if (callAt !== undefined) {
    func[callAt] = ['nop'];
  }
  return true;
}

/** The new object that is put into a global: just so, kept in a local, or by its constructor before. */
function made(content, func, at, module) {
  if (MAKERS.has(content[0]) || isForm(content, 'global.get')) {
    return { value: content };
  }
  if (isForm(content, 'local.tee')) {
    return { value: content[2], local: content[1] };
  }
  const [head, init, object, ...given] = func[at - 1];
  const isFilled =
    isForm(content, 'local.get') &&
    head === 'call' &&
    isForm(object, 'local.tee') &&
    object[1] === content[1];
  const value = isFilled ? filled(object[2], init, given, module) : undefined;
  return value && { value, local: content[1], callAt: at - 1 };
}

/** An object after its constructor, if that only sets fields to what it is given. */
function filled(object, init, given, module) {
  const func = module.functions.get(init);
  if (func === undefined || !object[0].startsWith('struct.new')) {
    return undefined;
  }
  const fields = module.fields(object[1]);
  const values = object.length > 2 ? object.slice(2) : fields.map(({ zero }) => zero);
  const [self, ...names] = func.filter((part) => isForm(part, 'param')).map((part) => part[1]);
  const known = new Map(names.map((name, index) => [name, given[index]]));
  for (const step of module.body(func)) {
    if (isForm(step, 'struct.set') && isForm(step[3], 'local.get') && step[3][1] === self) {
      const index = fields.findIndex(({ name }) => name === step[2]);
      values[index] = isForm(step[4], 'local.get') ? known.get(step[4][1]) : step[4];
    } else if (!isForm(step, 'nop') && askedFor(step) === undefined) {
      // Its own class is initialised already: that is what makes the constant.
      return undefined;
    }
  }
  return ['struct.new', object[1], ...values];
}

function isConstant(form, module) {
  if (!Array.isArray(form)) {
    return false;
  }
  if (MAKERS.has(form[0])) {
    return form.filter(Array.isArray).every((operand) => isConstant(operand, module));
  }
  const isFixed = (name) => !isForm(module.globals.get(name)[2], 'mut');
  return SIMPLE.has(form[0]) || (isForm(form, 'global.get') && isFixed(form[1]));
}
