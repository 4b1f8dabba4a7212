// Every enum makes all its constants, and a list of them for values(), also where nobody asks for
// them. The optimiser leaves these in, as it does not follow what goes into arrays and constructors.

import { isForm, rewrite, visit } from './wat.mjs';

const LIST = /#\$VALUES$/;
const NEW_ARRAY = '$Array<java.lang.Object>@new';
const CONSTANT = /#[A-Z][A-Z0-9_]*$/;
const PLAIN = new Set(['global.get', 'local.get', 'i32.const', 'f64.const', 'ref.null']);

/**
 * Drops the lists that nobody reads, and then such constants.
 *
 * @param {import('./compiled-module.mjs').CompiledModule} module
 * @returns {number} how many of them were dropped
 */
export function dropEnums(module) {
  answerLengths(module);
  return dropUnread(module, LIST, dropList) + dropUnread(module, CONSTANT, dropConstant);
}

/** Drops all that is put into globals of such names which nobody reads. */
function dropUnread(module, names, drop) {
  const read = new Set();
  visit(module.form, ([head, name]) => {
    if (head === 'global.get') {
      read.add(name);
    }
  });
  let count = 0;
  for (const func of module.functions.values()) {
    for (let at = func.length - 1; at > 0; at--) {
      if (isForm(func[at], 'global.set') && names.test(func[at][1]) && !read.has(func[at][1])) {
        count += drop(func, at, module) ? 1 : 0;
      }
    }
  }
  return count;
}

/** A switch over an enum asks for the length of a copy of its list: the constants are known. */
function answerLengths(module) {
  const lengths = new Map();
  for (const func of module.functions.values()) {
    for (const [end, part] of func.entries()) {
      if (isForm(part, 'global.set') && LIST.test(part[1])) {
        lengths.set(part[1], lengthOf(func.slice(fillingAt(func, end), end)));
      }
    }
  }
  const answered = (form) => {
    const list = isForm(form, 'array.len') ? copiedList(form) : undefined;
    return lengths.get(list) ?? form;
  };
  for (const func of module.functions.values()) {
    rewrite(func, answered);
  }
}

/** The length that an array is made with. */
function lengthOf(filling) {
  let length;
  visit(filling, (form) => {
    length = isForm(form, 'call') && form[1] === NEW_ARRAY ? form[3] : length;
  });
  return isForm(length, 'i32.const') ? length : undefined;
}

/** The list that is copied by the virtual call inside of a form, if nothing else comes of it. */
function copiedList(form) {
  const kept = [];
  let isCopied = false;
  visit(form, ([head, , operand]) => {
    if (head === 'local.tee') {
      kept.push(operand[1]);
    }
    isCopied ||= head === 'struct.get' && operand === '$clone';
  });
  return isCopied && kept.length === 1 && LIST.test(kept[0]) ? kept[0] : undefined;
}

/** Drops the instructions that fill the array, which stand in a row before it is put away. */
function dropList(func, end) {
  const at = fillingAt(func, end);
  return at < end && dropRange(func, at, end);
}

function fillingAt(func, end) {
  let at = end;
  while (isFilling(func[at - 1])) {
    at--;
  }
  return at;
}

/** Drops the making of a constant: a new object, its constructor, which only fills it, its place. */
function dropConstant(func, end, module) {
  const [made, filled] = func.slice(end - 2, end);
  const isEnum =
    isForm(made, 'struct.set') && isForm(made[3], 'local.tee') && module.isEnum(made[1]);
  const isFilled =
    isForm(filled, 'call') &&
    filled[1].startsWith(`${made[1]}::<init>`) &&
    filled.slice(2).every(([head]) => PLAIN.has(head));
  return isEnum && isFilled && dropRange(func, end - 2, end);
}

/** Drops instructions, the last one included, unless something later needs what they set. */
function dropRange(func, from, last) {
  if (isReadLater(localsOf(func.slice(from, last + 1)), func.slice(last + 1))) {
    return false;
  }
  func.splice(from, last + 1 - from);
  return true;
}

function isFilling(part) {
  return isForm(part, 'array.set') && PLAIN.has(part[4][0]);
}

/** The locals that instructions set. */
function localsOf(instructions) {
  const names = new Set();
  visit(instructions, ([head, name]) => {
    if (head === 'local.set' || head === 'local.tee') {
      names.add(name);
    }
  });
  return names;
}

function isReadLater(names, instructions) {
  const left = new Set(names);
  let isRead = false;
  const follow = (form) => {
    form.filter(Array.isArray).forEach(follow);
    const [head, name] = form;
    isRead ||= head === 'local.get' && left.has(name);
    if (head === 'local.set' || head === 'local.tee') {
      left.delete(name);
    }
  };
  follow(instructions);
  return isRead;
}
