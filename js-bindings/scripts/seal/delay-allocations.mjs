// The compiler makes an object with empty fields, computes what goes into them, and sets them one by
// one. Made after the computing, the optimiser makes it with its fields.

import { isForm, visit } from './wat.mjs';

const CONSTANTS = new Set([
  'global.get',
  'ref.null',
  'i32.const',
  'i64.const',
  'f32.const',
  'f64.const',
]);
const LOCAL = new Set(['local.get', 'local.set', 'local.tee']);

/**
 * Moves each new object down to where it is first used.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 */
export function delayAllocations(module) {
  for (const func of module.functions.values()) {
    const mentions = countLocals(func);
    visit(func, (list) => delayIn(list, mentions, module));
  }
}

function countLocals(form) {
  const counts = new Map();
  visit(form, ([head, name]) => {
    if (LOCAL.has(head)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  });
  return counts;
}

/** From the end, so that one object may move past another one that has moved already. */
function delayIn(list, mentions, module) {
  for (let at = list.length - 2; at > 0; at--) {
    if (isNew(list[at], module)) {
      delay(list, at, mentions);
    }
  }
}

/** Whether this sets a local to a new object of constants, which may as well be made later. */
function isNew(instruction, module) {
  return (
    isForm(instruction, 'local.set') &&
    isForm(instruction[2], 'struct.new') &&
    instruction[2].slice(2).every((operand) => isConstant(operand, module))
  );
}

function isConstant([head, name], module) {
  return CONSTANTS.has(head) && !isForm(module.globals.get(name)?.[2], 'mut');
}

/** Only where nothing but what follows in the same list knows the local: else a branch may skip it. */
function delay(list, at, mentions) {
  const name = list[at][1];
  const uses = list.slice(at + 1).map((item) => (Array.isArray(item) ? usesOf(item, name) : 0));
  const first = uses.findIndex((count) => count > 0);
  const following = uses.reduce((sum, count) => sum + count, 0);
  if (first > 0 && following + 1 === mentions.get(name)) {
    const [instruction] = list.splice(at, 1);
    list.splice(at + first, 0, instruction);
  }
}

function usesOf(form, name) {
  return countLocals(form).get(name) ?? 0;
}
