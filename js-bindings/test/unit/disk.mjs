// A disk in memory that loses power when a test says so. What was written, truncated, made, renamed
// or removed lasts for sure only after a sync: of the file for contents, of the folder for names.

const O_CREAT = 0o100;

class PowerLoss extends Error {
  constructor() {
    super('the power is gone');
  }
}

function missing(path) {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}

/** The synced part stays where more was written behind it. */
function torn({ now, kept }) {
  const start = kept.every((byte, at) => byte === now[at]) ? kept.length : 0;
  return now.slice(0, (start + now.length) >> 1);
}

/** One folder; paths outside of it are taken for folders that are there. */
export class Disk {
  /** By its name each file, `{ now, kept }`: as programs see it, and as a sync left it. */
  names = new Map();
  #keptNames = new Map();
  /** Operations until the power goes. */
  left = Number.POSITIVE_INFINITY;
  done = 0;

  constructor(folder) {
    this.folder = folder;
  }

  /**
   * The disk after the loss: of what was not synced, contents and names are kept or lost as told.
   * Where it `isTorn`, half of what was written is there.
   */
  restart({ keepsContents, keepsNames, isTorn = false }) {
    const after = new Disk(this.folder);
    for (const [name, file] of keepsNames ? this.names : this.#keptNames) {
      const whole = keepsContents ? file.now : file.kept;
      const bytes = isTorn && file.now !== file.kept ? torn(file) : whole;
      const copy = { now: bytes, kept: bytes };
      after.names.set(name, copy);
      after.#keptNames.set(name, copy);
    }
    return after;
  }

  mkdir = async () => {
    this.#spend();
    return undefined;
  };

  readdir = async () => {
    this.#spend();
    return [...this.names.keys()];
  };

  readFile = async (path) => {
    this.#spend();
    return this.#at(path).now.slice();
  };

  rename = async (from, to) => {
    this.#spend();
    const file = this.#at(from);
    this.names.delete(this.#name(from));
    this.names.set(this.#name(to), file);
  };

  unlink = async (path) => {
    this.#spend();
    this.#at(path);
    this.names.delete(this.#name(path));
  };

  open = async (path, flags) => {
    this.#spend();
    if (path === this.folder) {
      return this.#openFolder();
    }
    const name = this.#name(path);
    const makes = flags === 'w' || flags === 'wx' || (Number(flags) & O_CREAT) !== 0;
    if (!this.names.has(name) && makes) {
      this.names.set(name, { now: new Uint8Array(0), kept: new Uint8Array(0) });
    }
    const file = this.#at(path);
    if (flags === 'w') {
      file.now = new Uint8Array(0);
    }
    return this.#openFile(file);
  };

  #openFolder() {
    return {
      sync: async () => {
        this.#spend();
        this.#keptNames = new Map(this.names);
      },
      close: async () => {},
    };
  }

  #openFile(file) {
    return {
      readFile: async () => {
        this.#spend();
        return file.now.slice();
      },
      /** Writes no more than two bytes at a time, as a call may. */
      write: async (bytes, offset, length, position) => {
        this.#spend();
        const bytesWritten = Math.min(length, 2);
        const grown = new Uint8Array(Math.max(file.now.length, position + bytesWritten));
        grown.set(file.now);
        grown.set(bytes.subarray(offset, offset + bytesWritten), position);
        file.now = grown;
        return { bytesWritten };
      },
      truncate: async (length) => {
        this.#spend();
        file.now = file.now.slice(0, length);
      },
      sync: async () => {
        this.#spend();
        file.kept = file.now;
      },
      close: async () => {},
    };
  }

  #spend() {
    if (this.left === 0) {
      throw new PowerLoss();
    }
    this.left--;
    this.done++;
  }

  #at(path) {
    const file = this.names.get(this.#name(path));
    if (file === undefined) {
      throw missing(path);
    }
    return file;
  }

  #name(path) {
    return path.slice(this.folder.length + 1);
  }
}
