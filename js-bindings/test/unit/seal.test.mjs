// The steps that make a module smaller, on small modules of the form that the compiler writes.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CompiledModule } from '../../scripts/seal/compiled-module.mjs';
import { delayAllocations } from '../../scripts/seal/delay-allocations.mjs';
import { dropEnums } from '../../scripts/seal/drop-enums.mjs';
import { dropInitialisers } from '../../scripts/seal/drop-initialisers.mjs';
import { dropTexts } from '../../scripts/seal/drop-texts.mjs';
import { foldClasses } from '../../scripts/seal/fold-classes.mjs';
import { foldConstants } from '../../scripts/seal/fold-constants.mjs';
import { initialiseEarly } from '../../scripts/seal/initialise-early.mjs';
import { orderFunctions, orderGlobals } from '../../scripts/seal/order.mjs';
import { parseWat, printWat } from '../../scripts/seal/wat.mjs';

function moduleOf(text) {
  return new CompiledModule(parseWat(`(module ${text} (start $start))`));
}

/** A function as one line. */
function line(module, name) {
  return printWat(module.functions.get(name)).replace(/\s+/g, ' ').replaceAll(' )', ')').trim();
}

describe('WebAssembly text', () => {
  it('comes out as it went in, but for comments and spaces', () => {
    const text = '(module (; no ;) (data $0 "a \\22(\\\\") ;; nor this\n (func $f (nop)))';
    assert.deepEqual(parseWat(text), [
      'module',
      ['data', '$0', '"a \\22(\\\\"'],
      ['func', '$f', ['nop']],
    ]);
    assert.deepEqual(parseWat(printWat(parseWat(text))), parseWat(text));
  });

  it('is refused where it cannot be read', () => {
    assert.throws(() => parseWat('(module "without an end'), /no WebAssembly text at character 8/);
  });
});

const CLASSES = `
  (type $f (func))
  (type $org.teavm.runtime.reflect.ClassInfo (struct
    (field $vtable (mut (ref null $VT))) (field $tag (mut i32))
    (field $itemType (mut (ref null $VT))) (field $arrayType (mut (ref null $VT)))))
  (type $VT (sub (struct
    (field $class (mut (ref null $org.teavm.runtime.reflect.ClassInfo)))
    (field $run (mut (ref null $f))))))
  (global $A@class (ref $C) (struct.new_default $org.teavm.runtime.reflect.ClassInfo))
  (global $A@vt (ref $VT) (struct.new_default $VT))
  (func $teavm@fill (param $class (ref $C)) (param $tag i32)
    (struct.set $org.teavm.runtime.reflect.ClassInfo $tag (local.get $class) (local.get $tag)))
  (func $run (type $f))`;

const FILLING = `
  (call $teavm@fill (global.get $A@class) (i32.const 7))
  (struct.set $VT $class (global.get $A@vt) (global.get $A@class))
  (struct.set $VT $run (global.get $A@vt) (ref.func $run))
  (struct.set $org.teavm.runtime.reflect.ClassInfo $vtable (global.get $A@class) (global.get $A@vt))`;

describe('classes', () => {
  it('become constants, each after what it refers to', () => {
    const module = moduleOf(`${CLASSES} (func $start ${FILLING} (call $run))`);
    assert.equal(foldClasses(module), 4);
    assert.match(line(module, '$start'), /^\(func \$start (\(struct.set .*\) )?\(call \$run\)\)$/);
    const globals = module.form.filter(([head]) => head === 'global');
    assert.deepEqual(
      globals.map(([, name]) => name),
      ['$A@class', '$A@vt'],
    );
    assert.deepEqual(globals[0][3].at(3), ['i32.const', '7']);
    assert.deepEqual(globals[1][3].slice(2), [
      ['global.get', '$A@class'],
      ['ref.func', '$run'],
    ]);
  });

  it('are left as they are after the first instruction that does something else', () => {
    const module = moduleOf(`${CLASSES} (func $start (call $run) ${FILLING})`);
    assert.equal(foldClasses(module), 0);
    assert.match(line(module, '$start'), /^\(func \$start \(call \$run\) \(call \$teavm@fill/);
  });
});

const LAZY = `
  (type $f (func)) (type $virtual (func (param i32)))
  (global $A@initializer (mut (ref $f)) (ref.func $A::<clinit>))
  (func $A::<clinit> (type $f) (call $A::<init>))
  (func $A::<init> (type $f) (call_ref $f (global.get $A@initializer)))
  (func $A::use (type $f) (call_ref $f (global.get $A@initializer)))`;
const QUESTION = /call_ref \$f \(global.get \$A@initializer\)/;

describe('initialisation', () => {
  it('happens at the start, and nobody asks for it later', () => {
    const module = moduleOf(`${LAZY} (func $start)`);
    assert.equal(initialiseEarly(module), 2);
    assert.doesNotMatch(line(module, '$A::use'), QUESTION);
    assert.doesNotMatch(line(module, '$A::<init>'), QUESTION, "an enum's constructor is its own");
    assert.match(line(module, '$start'), /\(call \$A::<clinit>\)/);
  });

  it('is still asked for by what the initialiser of another class may call', () => {
    const other = `
      (global $B@initializer (mut (ref $f)) (ref.func $B::<clinit>))
      (func $B::<clinit> (type $f) (call_ref $virtual (i32.const 1) (global.get $table)))
      (func $C::virtual (type $virtual) (param i32) (call $A::use))
      (func $somewhere (type $f) (drop (ref.func $C::virtual)))`;
    const module = moduleOf(`${LAZY} ${other} (func $start)`);
    initialiseEarly(module);
    assert.match(line(module, '$A::use'), QUESTION);
    assert.match(line(module, '$start'), QUESTION);
  });
});

describe('initialisers', () => {
  const classes = (a, b) => `
    (type $f (func))
    (global $A@initializer (mut (ref $f)) (ref.func $A::<clinit>))
    (global $B@initializer (mut (ref $f)) (ref.func $B::<clinit>))
    (global $fixed i32 (i32.const 1)) (global $varying (mut i32) (i32.const 1))
    (func $dummy (type $f))
    (func $A::<clinit> (type $f) (global.set $A@initializer (ref.func $dummy)) ${a})
    (func $B::<clinit> (type $f) (global.set $B@initializer (ref.func $dummy)) ${b})
    (func $use (type $f) (call_ref $f (global.get $A@initializer)))
    (func $start (call $B::<clinit>))`;
  const askForB = '(call_ref $f (global.get $B@initializer))';

  it('that do nothing are neither asked for nor called', () => {
    const module = moduleOf(classes(askForB, '(nop) (local.set $l (global.get $fixed))'));
    assert.equal(dropInitialisers(module), 3);
    assert.equal(line(module, '$use'), '(func $use (type $f) (nop))');
    assert.equal(line(module, '$start'), '(func $start (nop))');
  });

  it('that do something stay, and those that ask for them', () => {
    for (const work of [
      '(global.set $varying (i32.const 2))',
      '(call $dummy)',
      '(drop (call $f))',
    ]) {
      const module = moduleOf(classes(askForB, work));
      const before = printWat(module.form);
      assert.equal(dropInitialisers(module), 0, work);
      assert.equal(printWat(module.form), before);
    }
  });
});

describe('new objects', () => {
  const make = '(local.set $o (struct.new $T (global.get $fixed) (ref.null none)))';
  const globals = '(global $fixed i32 (i32.const 1)) (global $varying (mut i32) (i32.const 1))';

  it('are made where they are first used', () => {
    const body = `${make} (local.set $v (call $f)) (struct.set $T $x (local.get $o) (local.get $v))`;
    const module = moduleOf(`${globals} (func $start ${body})`);
    delayAllocations(module);
    assert.match(line(module, '$start'), /\(func \$start \(local.set \$v .*\(local.set \$o /);
  });

  it('stay where a branch could pass them by', () => {
    const body = `(block $out ${make} (br_if $out (call $f)) (drop (local.get $o))) (drop (local.get $o))`;
    const module = moduleOf(`${globals} (func $start ${body})`);
    const before = line(module, '$start');
    delayAllocations(module);
    assert.equal(line(module, '$start'), before);
  });

  it('stay where their contents could change meanwhile', () => {
    const varying = make.replace('$fixed', '$varying');
    const module = moduleOf(`${globals} (func $start ${varying} (call $f) (drop (local.get $o)))`);
    const before = line(module, '$start');
    delayAllocations(module);
    assert.equal(line(module, '$start'), before);
  });
});

const ENUM = `
  (type $E (sub $java.lang.Enum (struct (field $vt i32))))
  (global $E#ONE (mut (ref null $E)) (ref.null none))
  (global $E#$VALUES (mut (ref null $L)) (ref.null none))`;
const CONSTANT = `
  (struct.set $E $vt (local.tee $3 (struct.new_default $E)) (global.get $E@vt))
  (call $E::<init> (local.get $3) (global.get $name) (i32.const 0))
  (global.set $E#ONE (local.get $3))`;
const LISTING = `
  (array.set $D (local.tee $2 (struct.get $L $data (local.tee $1
    (call $Array<java.lang.Object>@new (global.get $E@class) (i32.const 1)))))
    (i32.const 0) (global.get $E#ONE))
  (global.set $E#$VALUES (local.get $1))`;

describe('enums', () => {
  it('lose constants and lists that nobody reads', () => {
    const module = moduleOf(`${ENUM} (func $start ${CONSTANT} ${LISTING} (nop))`);
    assert.equal(dropEnums(module), 2);
    assert.equal(line(module, '$start'), '(func $start (nop))');
  });

  it('keep what is read', () => {
    const reader = '(func $f (drop (global.get $E#$VALUES)))';
    const module = moduleOf(`${ENUM} ${reader} (func $start ${CONSTANT} ${LISTING})`);
    assert.equal(dropEnums(module), 0);
  });

  it('keep what sets a local that is read later', () => {
    const module = moduleOf(`${ENUM} (func $start ${CONSTANT} ${LISTING} (drop (local.get $2)))`);
    assert.equal(dropEnums(module), 0);
  });

  it('tell their number to a switch without making the list', () => {
    const copy = `(array.len (struct.get $L $data (ref.cast (ref $L) (call_ref $t
      (local.tee $0 (global.get $E#$VALUES)) (struct.get $VT $clone (local.get $0))))))`;
    const other = '(drop (call $Array<java.lang.Object>@new (global.get $E@class) (i32.const 5)))';
    const module = moduleOf(
      `${ENUM} (func $f (drop ${copy})) (func $start ${CONSTANT} ${LISTING} ${other})`,
    );
    assert.equal(dropEnums(module), 2);
    assert.equal(line(module, '$f'), '(func $f (drop (i32.const 1)))');
  });
});

const CONSTANTS = `
  (type $T (sub (struct (field $a (mut i32)) (field $b (mut (ref null $T))))))
  (global $fixed i32 (i32.const 7)) (global $varying (mut i32) (i32.const 8))
  (global $A (mut (ref null $T)) (ref.null none)) (global $B (mut (ref null $T)) (ref.null none))
  (global $A@initializer (mut (ref $f)) (ref.func $A::<clinit>))
  (func $T::<init> (param $0 (ref $T)) (param $1 i32) (param $2 (ref null $T))
    (call_ref $f (global.get $A@initializer))
    (struct.set $T $a (local.get $0) (local.get $1))
    (struct.set $T $b (local.get $0) (local.get $2)))`;

describe('constants', () => {
  const initialised = (...steps) =>
    moduleOf(`${CONSTANTS} (func $A::<clinit> ${steps.join(' ')}) (func $start)`);
  const setA = (value) => `(global.set $A ${value})`;
  const plain = '(struct.new $T (global.get $fixed) (ref.null none))';
  const global = (module, name) =>
    printWat(module.globals.get(name)).replace(/\s+/g, ' ').replaceAll(' )', ')').trim();

  it('become what their class would set them to, and may refer to each other', () => {
    const module = initialised(
      '(global.set $B (struct.new $T (i32.const 1) (global.get $A)))',
      setA(plain),
    );
    assert.equal(foldConstants(module), 2);
    assert.equal(line(module, '$A::<clinit>'), '(func $A::<clinit> (nop) (nop))');
    assert.equal(global(module, '$A'), `(global $A (ref $T) ${plain})`);
    const order = module.form.filter(([head]) => head === 'global').map(([, name]) => name);
    assert.ok(order.indexOf('$A') < order.indexOf('$B'), order.join());
  });

  it('are worked out where a constructor only fills fields', () => {
    const object = '(local.tee $l (struct.new_default $T))';
    const module = initialised(
      `(call $T::<init> ${object} (i32.const 5) (ref.null none))`,
      setA('(local.get $l)'),
      '(drop (local.get $l))',
    );
    assert.equal(foldConstants(module), 1);
    assert.equal(
      global(module, '$A'),
      '(global $A (ref $T) (struct.new $T (i32.const 5) (ref.null none)))',
    );
    assert.equal(
      line(module, '$A::<clinit>'),
      '(func $A::<clinit> (nop) (local.set $l (global.get $A)) (drop (local.get $l)))',
    );
  });

  it('may be other names of constants', () => {
    const module = initialised('(global.set $B (global.get $A))', setA(plain));
    assert.equal(foldConstants(module), 2);
    assert.equal(global(module, '$B'), '(global $B (ref $T) (global.get $A))');
  });

  it('stay when the value may differ, is set again, is set on a condition, or later', () => {
    const varying = setA('(struct.new $T (global.get $varying) (ref.null none))');
    const never = [
      initialised(varying),
      initialised(setA(plain), setA(plain)),
      initialised(`(if (global.get $varying) (then ${setA(plain)}))`),
      initialised(setA('(call $f)')),
      initialised(
        '(call $other (local.tee $l (struct.new_default $T)) (i32.const 5))',
        setA('(local.get $l)'),
      ),
      moduleOf(`${CONSTANTS} (func $f ${setA(plain)}) (func $A::<clinit>) (func $start)`),
    ];
    for (const module of never) {
      const before = printWat(module.form);
      assert.equal(foldConstants(module), 0, before);
      assert.equal(printWat(module.form), before);
    }
  });
});

describe('texts', () => {
  const long = 'x'.repeat(200);
  const texts = (data) => `
    (global $teavm@string<0>a (ref $S) (nop)) (global $teavm@string<1>b (ref $S) (nop))
    (global $teavm@string<2>c (ref $S) (nop)) (data $0 (i32.const 0) "${data}")
    (func $f (drop (global.get $teavm@string<0>a)) (drop (global.get $teavm@string<2>c)))
    (func $start (call $init (array.new_fixed $teavm@stringArray 3
      (global.get $teavm@string<0>a) (global.get $teavm@string<1>b) (global.get $teavm@string<2>c)))
      (loop $next (br_if $next (i32.lt_u (local.get $at) (i32.const 3)))))`;

  it('go with the data that holds them, whatever their length and letters', () => {
    const module = moduleOf(texts(`\\03\\e2\\88\\92\\f0\\9f\\99\\82\\c8\\01${long}\\02\\t\\\\`));
    dropTexts(module);
    const hex = module.form
      .find(([head]) => head === 'data')
      .at(-1)
      .slice(1, -1);
    const bytes = Buffer.from(hex.replaceAll('\\', ''), 'hex');
    assert.equal(bytes.toString('utf8'), '\x03−🙂\x02\t\\');
    assert.match(line(module, '$start'), /\$teavm@stringArray 2 \(global.get \$teavm@string<0>a\)/);
    assert.match(line(module, '$start'), /\(i32.lt_u \(local.get \$at\) \(i32.const 2\)\)/);
  });

  it('stay when the data holds something else as well', () => {
    assert.throws(() => dropTexts(moduleOf(texts('\\01a\\01b\\01c\\00'))), /3 texts are listed/);
  });
});

describe('the order', () => {
  const names = (module, kind) =>
    module.form.filter(([head]) => head === kind).map(([, name]) => name);

  it('puts globals first that are used most, and after those that they need', () => {
    const module = moduleOf(`
      (global $rare (mut i32) (i32.const 0)) (global $needed i32 (i32.const 0))
      (global $often i32 (global.get $needed)) (global $teavm@string<1>b i32 (i32.const 0))
      (global $teavm@string<0>a i32 (i32.const 0))
      (func $start (global.set $rare (global.get $often)) (drop (global.get $often)))`);
    orderGlobals(module);
    const order = ['$needed', '$often', '$rare', '$teavm@string<0>a', '$teavm@string<1>b'];
    assert.deepEqual(names(module, 'global'), order);
  });

  it('puts like functions beside each other, and loses none', () => {
    const sum = (a, b) =>
      `(drop (i32.add (local.get ${a}) (i32.add (local.get ${b}) (i32.const 3))))`;
    const send = '(call $log (i64.const 2)) (call $log (i64.const 3)) (call $log (i64.const 4))';
    const module = moduleOf(`
      (func $sum (param $0 i32) (param $1 i32) ${sum('$0', '$1')} ${sum('$1', '$0')})
      (func $send ${send}) (func $nothing)
      (func $sumAgain (param $0 i32) (param $1 i32) ${sum('$0', '$1')})
      (func $start ${send} (nop))`);
    orderFunctions(module);
    assert.deepEqual(names(module, 'func'), ['$sum', '$sumAgain', '$start', '$send', '$nothing']);
  });
});
