import { isForm } from './wat.mjs';

const NOT_BODY = new Set(['export', 'import', 'type', 'param', 'result', 'local']);
const NUMBERS = new Set(['i32', 'i64', 'f32', 'f64']);

/** A module as the compiler writes it, with its parts by name. */
export class CompiledModule {
  /** @param {import('./wat.mjs').Form} form the whole module; changes go into it */
  constructor(form) {
    this.form = form;
    this.functions = this.#named('func');
    this.globals = this.#named('global');
    this.types = new Map();
    this.#readTypes(form);
    const start = form.find((part) => isForm(part, 'start'));
    if (start === undefined) {
      throw new Error('the module has no start function, so the compiler did not make it');
    }
    /** What runs when the module is instantiated. */
    this.start = this.functions.get(start[1]);
  }

  /** Where the instructions of a function begin. */
  bodyAt(func) {
    return func.findIndex((part, at) => at > 1 && Array.isArray(part) && !NOT_BODY.has(part[0]));
  }

  /** The instructions of a function. */
  body(func) {
    const at = this.bodyAt(func);
    return at < 0 ? [] : func.slice(at);
  }

  /** The fields of a structure: their names, and the values they have by default. */
  fields(type) {
    return this.#composite(type)
      .slice(1)
      .map((field) => ({ name: field[1], zero: this.#zero(field.at(-1)) }));
  }

  /** Whether a structure is that of a Java enum. */
  isEnum(type) {
    const definition = this.types.get(type)?.[2];
    return isForm(definition, 'sub') && definition[1] === '$java.lang.Enum';
  }

  /** Drops parts of the module, or puts others in place of them at the place of the first. */
  replace(head, parts) {
    const at = this.form.findIndex((part) => isForm(part, head));
    const others = this.form.filter((part) => !isForm(part, head));
    this.form.splice(0, this.form.length, ...others.slice(0, at), ...parts, ...others.slice(at));
  }

  #named(head) {
    return new Map(this.form.filter((part) => isForm(part, head)).map((part) => [part[1], part]));
  }

  #readTypes(form) {
    for (const part of form) {
      if (isForm(part, 'type')) {
        this.types.set(part[1], part);
      } else if (isForm(part, 'rec')) {
        this.#readTypes(part);
      }
    }
  }

  #composite(type) {
    const definition = this.types.get(type)?.[2];
    return isForm(definition, 'sub') ? definition.at(-1) : definition;
  }

  #zero(fieldType) {
    const type = isForm(fieldType, 'mut') ? fieldType[1] : fieldType;
    if (NUMBERS.has(type)) {
      return [`${type}.const`, '0'];
    }
    if (!Array.isArray(type)) {
      return type.startsWith('i') ? ['i32.const', '0'] : ['ref.null', bottomOf(type)];
    }
    const target = type.at(-1);
    return ['ref.null', isForm(this.#composite(target), 'func') ? 'nofunc' : 'none'];
  }
}

/** Whether a global or a function by this name is, or holds, the initialiser of a class. */
export function isInitialiser(name) {
  return name.endsWith('@initializer');
}

/** The global of the initialiser that a form asks for, if it does just that. */
export function askedFor(form) {
  const isQuestion = isForm(form, 'call_ref') && form.length === 3 && isForm(form[2], 'global.get');
  return isQuestion && isInitialiser(form[2][1]) ? form[2][1] : undefined;
}

function bottomOf(type) {
  return { externref: 'noextern', funcref: 'nofunc' }[type] ?? 'none';
}
