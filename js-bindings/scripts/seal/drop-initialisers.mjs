// When all constants of a class are constants of the module, its initialiser has nothing left to do, and
// nobody needs to ask whether it has run.

import { askedFor, isInitialiser } from './compiled-module.mjs';
import { isForm, rewrite } from './wat.mjs';

/**
 * Drops the questions after classes whose initialisers do nothing, and the calls of these.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @returns {number} how many questions and calls were dropped
 */
export function dropInitialisers(module) {
  const idle = idleInitialisers(module);
  const names = new Set([...idle].map((global) => module.globals.get(global)[3][1]));
  let count = 0;
  for (const func of module.functions.values()) {
    rewrite(func, (form) => {
      const isIdle =
        idle.has(askedFor(form)) || (isForm(form, 'call') && names.has(form[1]) && !form[2]);
      count += isIdle ? 1 : 0;
      return isIdle ? ['nop'] : form;
    });
  }
  return count;
}

/** The globals of those that do nothing, but to ask for others that do nothing. */
function idleInitialisers(module) {
  const left = new Map();
  for (const [name, global] of module.globals) {
    const func = isInitialiser(name) ? module.functions.get(global[3][1]) : undefined;
    if (func !== undefined) {
      left.set(name, module.body(func));
    }
  }
  const idle = new Set();
  for (let before = -1; before < idle.size; ) {
    before = idle.size;
    for (const [name, steps] of left) {
      if (steps.every((step) => isVoid(step) || idle.has(askedFor(step)))) {
        idle.add(name);
        left.delete(name);
      }
    }
  }
  return idle;
}

/** Whether a step is of no effect outside of its function, but for the note that the function ran. */
function isVoid(step) {
  const isKept = isForm(step, 'local.set') && isForm(step[2], 'global.get');
  return isForm(step, 'nop') || isKept || (isForm(step, 'global.set') && isInitialiser(step[1]));
}
