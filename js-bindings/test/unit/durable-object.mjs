// The storage of a Durable Object, as strict as the platform is, which can be lost at any step.

/** The limits of objects with key-value storage. */
const MAX_VALUE_BYTES = 128 * 1024;
const MAX_KEYS = 128;

/** What a row takes: of a view, all the memory that it looks at. */
function sizeOf(value) {
  return value instanceof Uint8Array ? value.buffer.byteLength : JSON.stringify(value).length;
}

/** One Durable Object's storage. */
export class ObjectStorage {
  /** Rows by key, as the running object sees them. */
  rows = new Map();
  /** What is on disk, and what is written but not confirmed. */
  #confirmed = new Map();
  #unconfirmed = [];
  /** How many steps were taken, and how many more there may be. */
  done = 0;
  left = Number.POSITIVE_INFINITY;

  async list({ prefix }) {
    this.#step();
    return new Map(structuredClone([...this.rows].filter(([key]) => key.startsWith(prefix))));
  }

  async put(rows, { allowUnconfirmed }) {
    const entries = Object.entries(rows);
    this.#check(
      entries.map(([key]) => key),
      allowUnconfirmed,
    );
    for (const [key, value] of entries) {
      if (sizeOf(value) > MAX_VALUE_BYTES) {
        throw new RangeError(`the value of ${key} has ${sizeOf(value)} bytes`);
      }
    }
    const kept = structuredClone(entries);
    this.#write((disk) => {
      for (const [key, value] of kept) {
        disk.set(key, value);
      }
    });
  }

  async delete(keys, { allowUnconfirmed }) {
    this.#check(keys, allowUnconfirmed);
    this.#write((disk) => {
      for (const key of keys) {
        disk.delete(key);
      }
    });
    return keys.length;
  }

  async sync() {
    this.#step();
    this.#unconfirmed = [];
    this.#confirmed = new Map(this.rows);
  }

  /**
   * The object on another machine, after this one was lost.
   *
   * @param isKept whether a write that was not confirmed is there nevertheless, by its number
   */
  restart(isKept) {
    const next = new ObjectStorage();
    next.#confirmed = new Map(this.#confirmed);
    for (const write of this.#unconfirmed.filter((_, number) => isKept(number))) {
      write(next.#confirmed);
    }
    next.rows = new Map(next.#confirmed);
    return next;
  }

  #check(keys, allowUnconfirmed) {
    if (keys.length > MAX_KEYS) {
      throw new RangeError(`${keys.length} keys in one step`);
    }
    if (allowUnconfirmed !== true) {
      throw new Error('packets would wait for this write');
    }
  }

  #write(write) {
    this.#step();
    write(this.rows);
    this.#unconfirmed.push(write);
  }

  #step() {
    if (this.left === 0) {
      throw new Error('the object is gone');
    }
    this.left--;
    this.done++;
  }
}
