// Our own steps in making a module smaller, each from text to text, between the optimiser's passes.

import { CompiledModule } from './compiled-module.mjs';
import { delayAllocations } from './delay-allocations.mjs';
import { dropEnums } from './drop-enums.mjs';
import { dropInitialisers } from './drop-initialisers.mjs';
import { dropTexts } from './drop-texts.mjs';
import { foldClasses } from './fold-classes.mjs';
import { foldConstants } from './fold-constants.mjs';
import { initialiseEarly } from './initialise-early.mjs';
import { orderFunctions, orderGlobals } from './order.mjs';
import { isForm, parseWat, printWat, visit } from './wat.mjs';

/** What the host calls: our own functions, and those by which the text of an exception comes out. */
const EXPORTS = /^"(peapod\..*|teavm\.(javaException|exceptionMessage|stringToJs))"$/;

/** Where the compiler's own runtime would make JavaScript classes of exported Java classes. */
const OBJECTS = '"teavmJso"';

/**
 * The first step. The compiler writes modules that JavaScript may reach into anywhere and that
 * initialise themselves bit by bit; our host calls a few functions.
 *
 * @param {string} text a module as the compiler wrote it, with its names
 * @returns {string} one that does the same for our host, and is closed otherwise
 */
export function seal(text) {
  const module = new CompiledModule(parseWat(text));
  keepExports(module);
  requireAll({
    'fields of classes': foldClasses(module),
    'questions after initialisation': initialiseEarly(module),
    'constants of enums': dropEnums(module),
  });
  return printWat(module.form);
}

/** The second step, when the optimiser has taken out what is not used. */
export function closeUp(text) {
  const module = new CompiledModule(parseWat(text));
  dropTexts(module);
  delayAllocations(module);
  return printWat(module.form);
}

/** The third step, when constructors have become plain. */
export function settle(text) {
  const module = new CompiledModule(parseWat(text));
  requireAll({
    'constants of classes': foldConstants(module),
    'initialisers without work': dropInitialisers(module),
  });
  return printWat(module.form);
}

/** The last step: nothing changes but the order of things. */
export function arrange(text) {
  const module = new CompiledModule(parseWat(text));
  orderGlobals(module);
  orderFunctions(module);
  return printWat(module.form);
}

/** Stops where a step found nothing, rather than that a larger module is packed. */
function requireAll(found) {
  for (const [what, count] of Object.entries(found)) {
    if (count === 0) {
      throw new Error(`the compiler writes its modules in another way: found no ${what} to seal`);
    }
  }
}

/** Drops the other exports, and what the start function does for them. */
function keepExports(module) {
  const kept = module.form.filter((part) => !isForm(part, 'export') || EXPORTS.test(part[1]));
  module.form.splice(0, module.form.length, ...kept);
  const objects = new Set(
    module.form
      .filter((part) => isForm(part, 'import') && part[1] === OBJECTS)
      .map((part) => part[3][1]),
  );
  const isForObjects = (instruction) => {
    let found = isForm(instruction, 'global.set') && isExternal(module, instruction[1]);
    visit(instruction, (form) => {
      found ||= isForm(form, 'call') && objects.has(form[1]);
    });
    return found;
  };
  const at = module.bodyAt(module.start);
  module.start.splice(at, Infinity, ...module.body(module.start).filter((i) => !isForObjects(i)));
}

function isExternal(module, name) {
  return JSON.stringify(module.globals.get(name)?.[2]).includes('extern');
}
