// The compiler fills the tables of its classes when the module starts, one field after the other.
// Written as constants they are smaller, and the optimiser sees what a virtual call can reach.

import { isForm, rewrite } from './wat.mjs';

const CONSTANTS = new Set(['global.get', 'ref.func', 'ref.null', 'i32.const', 'i64.const']);

/** A class and its table of methods refer to each other, a constant can do so in one way only. */
const CLASS = '$org.teavm.runtime.reflect.ClassInfo';

/** Gives the class of arrays of a class. */
const ARRAY_OF = '$teavm@getArrayClass';

/**
 * Turns what the start function begins with into constants, as far as it only sets fields.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @returns {number} how many fields were set by it
 */
export function foldClasses(module) {
  const tables = new Tables(module);
  const at = module.bodyAt(module.start);
  let end = at;
  while (end < module.start.length && tables.run(module.start[end], new Map())) {
    end++;
  }
  module.start.splice(at, end - at, ...tables.write());
  return tables.count;
}

class Tables {
  count = 0;
  #module;
  #values = new Map();
  #late = [];

  constructor(module) {
    this.#module = module;
  }

  /** Takes one instruction in, if it sets a field of a table to a constant, or calls what does. */
  run(instruction, locals) {
    if (isForm(instruction, 'struct.set')) {
      return this.#set(instruction, locals);
    }
    const callee = isForm(instruction, 'call') ? this.#setter(instruction[1]) : undefined;
    if (callee === undefined) {
      return false;
    }
    const names = callee.filter((part) => isForm(part, 'param')).map((part) => part[1]);
    const inner = new Map(names.map((name, index) => [name, instruction[index + 2]]));
    return this.#module.body(callee).every((step) => this.run(step, inner));
  }

  /** A function that does nothing but to set fields. */
  #setter(name) {
    const callee = this.#module.functions.get(name);
    const body = callee === undefined ? [] : this.#module.body(callee);
    return body.length > 0 && body.every((step) => isForm(step, 'struct.set')) ? callee : undefined;
  }

  #set([, type, field, target, value], locals) {
    const [holder, content] = [target, value].map((operand) =>
      isForm(operand, 'local.get') ? locals.get(operand[1]) : operand,
    );
    const fields = isForm(holder, 'global.get') ? this.#table(holder[1]) : undefined;
    if (fields === undefined || !CONSTANTS.has(content[0])) {
      return false;
    }
    const index = this.#module.fields(type).findIndex(({ name }) => name === field);
    fields[index] = content;
    this.count++;
    return true;
  }

  #table(name) {
    const initial = this.#module.globals.get(name)?.[3];
    if (!this.#values.has(name) && isForm(initial, 'struct.new_default')) {
      const zeros = this.#module.fields(initial[1]).map(({ zero }) => zero);
      this.#values.set(name, zeros);
    }
    return this.#values.get(name);
  }

  /** Makes the constants; what no constant can hold is given back as instructions. */
  write() {
    this.#cutClasses();
    for (const [name, values] of this.#values) {
      const global = this.#module.globals.get(name);
      global[3] = ['struct.new', global[3][1], ...values];
    }
    this.#module.replace('global', this.#inOrder());
    return this.#late;
  }

  /** Leaves the way from class to table to the start, for those classes that are asked for it. */
  #cutClasses() {
    const classes = [...this.#values].filter(
      ([name]) => this.#module.globals.get(name)[3][1] === CLASS,
    );
    const fields = this.#module.fields(CLASS).map(({ name }) => name);
    const [table, array, item] = ['$vtable', '$arrayType', '$itemType'].map((field) =>
      fields.indexOf(field),
    );
    const isArraysOnly = this.#askDirectly(new Map(classes), table, array);
    for (const [name, values] of classes) {
      if (isArraysOnly && isForm(values[item], 'ref.null')) {
        values[table] = ['ref.null', 'none'];
      } else {
        this.#cut(name, table);
      }
    }
  }

  /** Puts in what is known of a class; gives whether only arrays are still asked for a table. */
  #askDirectly(classes, table, array) {
    const known = (form, index) => classes.get(isForm(form, 'global.get') && form[1])?.[index];
    let others = 0;
    const direct = (form) => {
      if (isForm(form, 'call') && form[1] === ARRAY_OF) {
        const found = known(form[2], array);
        return isForm(found, 'global.get') ? found : form;
      }
      if (!isForm(form, 'struct.get') || form[1] !== CLASS || form[2] !== '$vtable') {
        return form;
      }
      const found = known(form[3], table);
      others += found === undefined && !(isForm(form[3], 'call') && form[3][1] === ARRAY_OF);
      return found ?? form;
    };
    for (const func of this.#module.functions.values()) {
      rewrite(func, direct);
    }
    return others === 0;
  }

  /** Leaves one field to the start of the module. */
  #cut(name, index) {
    const type = this.#module.globals.get(name)[3][1];
    const values = this.#values.get(name);
    const field = this.#module.fields(type)[index];
    this.#late.push(['struct.set', type, field.name, ['global.get', name], values[index]]);
    values[index] = field.zero;
  }

  /** All globals, each after those that it refers to; what runs in a circle is cut. */
  #inOrder() {
    const order = new Set();
    const open = new Set();
    const place = (name) => {
      open.add(name);
      const global = this.#module.globals.get(name);
      for (let at = 2; at < global[3].length; at++) {
        const needed = isForm(global[3][at], 'global.get') ? global[3][at][1] : undefined;
        if (open.has(needed)) {
          this.#cut(name, at - 2);
          global[3][at] = this.#values.get(name)[at - 2];
        } else if (
          this.#module.globals.has(needed) &&
          !order.has(this.#module.globals.get(needed))
        ) {
          place(needed);
        }
      }
      open.delete(name);
      order.add(global);
    };
    for (const [name, global] of this.#module.globals) {
      if (!order.has(global)) {
        place(name);
      }
    }
    return [...order];
  }
}
