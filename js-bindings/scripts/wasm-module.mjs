// Reads what the gates need out of a WebAssembly binary: imports, exports and how often each
// instruction occurs. It knows exactly the instructions of WebAssembly 3 without vectors and threads
// and throws at any other, so that a new compiler cannot slip something past it.

const KINDS = ['function', 'table', 'memory', 'global', 'tag'];
const NONE = [];
const TRY_TABLE = 0x1f;

/** @typedef {{ module: string, name: string, kind: string }} Import */

/**
 * @param {Uint8Array} bytes a WebAssembly binary
 * @returns {{ imports: Import[], exports: { name: string, kind: string }[], opcodes: Map<number, number> }}
 *   opcodes by number; those with a prefix byte as prefix * 256 + number
 */
export function readModule(bytes) {
  const reader = new Reader(bytes);
  reader.at = 8;
  const out = { imports: [], exports: [], opcodes: new Map() };
  while (reader.at < bytes.length) {
    const section = reader.u8();
    const end = reader.u32() + reader.at;
    if (section === 2) {
      out.imports = reader.vector(() => readImport(reader));
    } else if (section === 7) {
      out.exports = reader.vector(() => {
        const name = reader.name();
        const kind = KINDS[reader.u8()];
        reader.u32();
        return { name, kind };
      });
    } else if (section === 10) {
      reader.vector(() => readBody(reader, out.opcodes));
    }
    if (section === 2 || section === 7 || section === 10) {
      reader.mustBeAt(end, `section ${section}`);
    }
    reader.at = end;
  }
  return out;
}

/**
 * One custom section of a binary, with its head, as it can be put behind another binary.
 *
 * @throws when there is none of this name
 */
export function customSection(bytes, name) {
  const reader = new Reader(bytes);
  reader.at = 8;
  while (reader.at < bytes.length) {
    const from = reader.at;
    const isCustom = reader.u8() === 0;
    const end = reader.u32() + reader.at;
    if (isCustom && reader.name() === name) {
      return bytes.subarray(from, end);
    }
    reader.at = end;
  }
  throw new Error(`the module has no custom section ${name}`);
}

/** How many instructions need engines with the newer or the older exception handling. */
export function countHandlers(opcodes) {
  return [TRY_TABLE, 0x06, 0x07, 0x09, 0x0a, 0x18, 0x19].reduce(
    (sum, opcode) => sum + (opcodes.get(opcode) ?? 0),
    0,
  );
}

function readImport(reader) {
  const module = reader.name();
  const name = reader.name();
  const kind = KINDS[reader.u8()];
  if (kind === 'function') {
    reader.u32();
  } else if (kind === 'table') {
    reader.type();
    reader.limits();
  } else if (kind === 'memory') {
    reader.limits();
  } else if (kind === 'global') {
    reader.type();
    reader.u8();
  } else {
    reader.u8();
    reader.u32();
  }
  return { module, name, kind };
}

function readBody(reader, opcodes) {
  const end = reader.u32() + reader.at;
  reader.vector(() => [reader.u32(), reader.type()]);
  while (reader.at < end) {
    let opcode = reader.u8();
    if (opcode === 0xfb || opcode === 0xfc) {
      opcode = opcode * 256 + reader.u32();
    }
    const operands = OPERANDS.get(opcode);
    if (operands === undefined) {
      throw new Error(`unknown instruction 0x${opcode.toString(16)} at byte ${reader.at}`);
    }
    opcodes.set(opcode, (opcodes.get(opcode) ?? 0) + 1);
    for (const operand of operands) {
      reader[operand]();
    }
  }
  reader.mustBeAt(end, 'function body');
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  u8() {
    return this.bytes[this.at++];
  }

  u32() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8();
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  }

  /** A signed number of up to 64 bits; its value only matters when it fits one byte. */
  signed() {
    const first = this.u8();
    if (first < 128) {
      return first < 64 ? first : first - 128;
    }
    while (this.u8() >= 128);
    return Number.NaN;
  }

  name() {
    const length = this.u32();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  vector(read) {
    return Array.from({ length: this.u32() }, read);
  }

  /** A value type, block type or storage type; two of them are followed by a heap type. */
  type() {
    const code = this.signed();
    if (code === -28 || code === -29) {
      this.signed();
    }
  }

  types() {
    this.vector(() => this.type());
  }

  labels() {
    this.vector(() => this.u32());
    this.u32();
  }

  catches() {
    this.vector(() => {
      if (this.u8() < 2) {
        this.u32();
      }
      this.u32();
    });
  }

  memory() {
    if (this.u32() & 64) {
      this.u32();
    }
    this.u32();
  }

  limits() {
    const flags = this.u8();
    this.u32();
    if (flags & 1) {
      this.u32();
    }
  }

  f32() {
    this.at += 4;
  }

  f64() {
    this.at += 8;
  }

  mustBeAt(end, what) {
    if (this.at !== end) {
      throw new Error(`${what} ends at byte ${end}, but was read to ${this.at}`);
    }
  }
}

const OPERANDS = new Map();

function define(from, to, ...operands) {
  for (let opcode = from; opcode <= to; opcode++) {
    OPERANDS.set(opcode, operands.length === 0 ? NONE : operands);
  }
}

define(0x00, 0x01);
define(0x02, 0x04, 'type');
define(0x05, 0x05);
define(0x06, 0x06, 'type');
define(0x07, 0x09, 'u32');
define(0x0a, 0x0b);
define(0x0c, 0x0d, 'u32');
define(0x0e, 0x0e, 'labels');
define(0x0f, 0x0f);
define(0x10, 0x10, 'u32');
define(0x11, 0x11, 'u32', 'u32');
define(0x12, 0x12, 'u32');
define(0x13, 0x13, 'u32', 'u32');
define(0x14, 0x15, 'u32');
define(0x18, 0x18, 'u32');
define(0x19, 0x1b);
define(0x1c, 0x1c, 'types');
define(TRY_TABLE, TRY_TABLE, 'type', 'catches');
define(0x20, 0x26, 'u32');
define(0x28, 0x3e, 'memory');
define(0x3f, 0x40, 'u32');
define(0x41, 0x42, 'signed');
define(0x43, 0x43, 'f32');
define(0x44, 0x44, 'f64');
define(0x45, 0xc4);
define(0xd0, 0xd0, 'signed');
define(0xd1, 0xd1);
define(0xd2, 0xd2, 'u32');
define(0xd3, 0xd4);
define(0xd5, 0xd6, 'u32');
define(0xfb00, 0xfb01, 'u32');
define(0xfb02, 0xfb05, 'u32', 'u32');
define(0xfb06, 0xfb07, 'u32');
define(0xfb08, 0xfb0a, 'u32', 'u32');
define(0xfb0b, 0xfb0e, 'u32');
define(0xfb0f, 0xfb0f);
define(0xfb10, 0xfb10, 'u32');
define(0xfb11, 0xfb13, 'u32', 'u32');
define(0xfb14, 0xfb17, 'signed');
define(0xfb18, 0xfb19, 'u8', 'u32', 'signed', 'signed');
define(0xfb1a, 0xfb1e);
define(0xfc00, 0xfc07);
define(0xfc08, 0xfc08, 'u32', 'u32');
define(0xfc09, 0xfc09, 'u32');
define(0xfc0a, 0xfc0a, 'u32', 'u32');
define(0xfc0b, 0xfc0b, 'u32');
define(0xfc0c, 0xfc0c, 'u32', 'u32');
define(0xfc0d, 0xfc0d, 'u32');
define(0xfc0e, 0xfc0e, 'u32', 'u32');
define(0xfc0f, 0xfc11, 'u32');
