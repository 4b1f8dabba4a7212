// Java initialises a class when it is first used, so the compiler asks at every use. Here all classes
// are initialised when the module starts, and the question is left out wherever that is over.

import { askedFor, isInitialiser } from './compiled-module.mjs';
import { isForm, rewrite, visit } from './wat.mjs';

/** Whoever calls by a reference. */
const OUTSIDE = '';

/**
 * Initialises all classes at the start, in the order in which they need each other: the questions
 * stay in all that an initialiser may call.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @returns {number} how many questions were left out
 */
export function initialiseEarly(module) {
  const during = reachable(module);
  const isOwn = ownership(module);
  let count = 0;
  for (const [name, func] of module.functions) {
    rewrite(func, (form) => {
      const question = askedFor(form);
      const isIdle = question !== undefined && (!during.has(name) || isOwn(name, question));
      count += isIdle ? 1 : 0;
      return isIdle ? ['nop'] : form;
    });
  }
  module.start.push(...initialisations(module));
  return count;
}

/** One instruction for each class: a question, where others ask it as well, else a call. */
function initialisations(module) {
  const asked = new Map();
  visit(module.form, (form) => {
    if (askedFor(form) !== undefined) {
      asked.set(askedFor(form), form);
    }
  });
  return [...module.globals]
    .filter(([name]) => isInitialiser(name))
    .map(([name, global]) => asked.get(name) ?? ['call', global[3][1]]);
}

/** All functions that may run while classes are initialised; a virtual call may run any of its type. */
function reachable(module) {
  const byType = addressed(module);
  const seen = new Set();
  const left = [...module.globals]
    .filter(([name]) => isInitialiser(name))
    .map(([, global]) => global[3][1]);
  while (left.length > 0) {
    const name = left.pop();
    const func = module.functions.get(name);
    if (func !== undefined && !seen.has(name)) {
      seen.add(name);
      visit(func, (form) => left.push(...mayRun(form, byType)));
    }
  }
  return seen;
}

function mayRun(form, byType) {
  if (isForm(form, 'call') || isForm(form, 'ref.func')) {
    return [form[1]];
  }
  return isForm(form, 'call_ref') && askedFor(form) === undefined
    ? (byType.get(form[1]) ?? [])
    : [];
}

/** Whether a function only runs while a class is initialised, such as an enum's constructor. */
function ownership(module) {
  const callers = new Map();
  for (const [name, func] of module.functions) {
    visit(func, (form) => {
      if (isForm(form, 'call') || isForm(form, 'ref.func')) {
        callers.set(form[1], [
          ...(callers.get(form[1]) ?? []),
          isForm(form, 'call') ? name : OUTSIDE,
        ]);
      }
    });
  }
  const isOwn = (name, initialiser, seen = new Set()) =>
    name === initialiser ||
    seen.has(name) ||
    (callers.has(name) &&
      callers.get(name).every((caller) => isOwn(caller, initialiser, seen.add(name))));
  return (name, question) => isOwn(name, module.globals.get(question)[3][1]);
}

/** The functions that something has a reference to, by type. */
function addressed(module) {
  const byType = new Map();
  visit(module.form, (form) => {
    const func = isForm(form, 'ref.func') ? module.functions.get(form[1]) : undefined;
    const type = func?.find((part) => isForm(part, 'type'))[1];
    if (type !== undefined) {
      byType.set(type, [...(byType.get(type) ?? []), form[1]]);
    }
  });
  return byType;
}
