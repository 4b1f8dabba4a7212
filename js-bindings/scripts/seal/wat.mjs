// WebAssembly text as nested arrays, in the folded form that Binaryen writes and reads: a form is an
// array whose first element is its head, everything else is a string as it was written.

const SPACE = /[\s]+/y;
const WORD = /"(?:[^"\\]|\\.)*"|[^\s()";]+/y;

/** @typedef {(string | Form)[]} Form */

/**
 * @param {string} text one module
 * @returns {Form}
 */
export function parseWat(text) {
  const stack = [[]];
  for (let at = 0; at < text.length; ) {
    const next = text[at];
    if (next === '(' && text[at + 1] === ';') {
      at = text.indexOf(';)', at) + 2;
    } else if (next === ';') {
      at = text.indexOf('\n', at);
    } else if (next === '(') {
      stack.push([]);
      at++;
    } else if (next === ')') {
      const form = stack.pop();
      stack.at(-1).push(form);
      at++;
    } else {
      at = takeToken(text, at, stack.at(-1));
    }
  }
  return stack[0][0];
}

function takeToken(text, at, into) {
  SPACE.lastIndex = at;
  if (SPACE.test(text)) {
    return SPACE.lastIndex;
  }
  WORD.lastIndex = at;
  const [word] = WORD.exec(text) ?? [];
  if (word === undefined) {
    throw new Error(`no WebAssembly text at character ${at}: ${text.slice(at, at + 40)}`);
  }
  into.push(word);
  return WORD.lastIndex;
}

/** The text of a module. */
export function printWat(module) {
  const out = [];
  const put = (item) => {
    if (typeof item === 'string') {
      out.push(item, ' ');
    } else {
      out.push('(');
      item.forEach(put);
      out.push(')\n');
    }
  };
  put(module);
  return out.join('');
}

/** Whether something is a form with this head. */
export function isForm(item, head) {
  return Array.isArray(item) && item[0] === head;
}

/** Calls back for every form inside of one, itself included, the outer ones first. */
export function visit(form, callback) {
  callback(form);
  for (const item of form) {
    if (Array.isArray(item)) {
      visit(item, callback);
    }
  }
}

/** Puts in place of each form inside of one what the callback gives for it, the inner ones first. */
export function rewrite(form, callback) {
  for (const [index, item] of form.entries()) {
    if (Array.isArray(item)) {
      form[index] = callback(rewrite(item, callback));
    }
  }
  return form;
}
