import { join } from 'node:path';
import { FILE_MODE, type Files } from './files.js';
import { hasCode, type Processes } from './processes.js';
import { storageInUse } from './storage.js';

const CLAIM = /^lock-([1-9][0-9]*)-([0-9a-z.]+)-[0-9a-f]{16}$/;
const TAKEN_OVER =
  'another process took it over, one that cannot see this one: of another machine or container?';

/**
 * A folder that one process has to itself, as long as all go by this.
 *
 * Whoever wants it puts down a claim, an empty file whose name says which process it is of, and then
 * looks at the others: it has the folder if none of them is of a process that still runs, and takes
 * its claim back otherwise. Of two that try at the same moment at least one sees the other, so never
 * do both have it; it may be that neither gets it. No name is used twice, so a claim that was left
 * behind can be removed by anyone at any time.
 */
export class FolderLock {
  readonly #files: Files;
  readonly #folder: string;
  readonly #claim: string;

  private constructor(files: Files, folder: string, claim: string) {
    this.#files = files;
    this.#folder = folder;
    this.#claim = claim;
  }

  /**
   * Takes a folder that exists.
   *
   * @throws PeapodError `STORAGE_IN_USE`
   */
  static async take(files: Files, folder: string, processes: Processes): Promise<FolderLock> {
    const claim = `lock-${processes.own}-${await processes.ownMark()}-${nonce()}`;
    await (await files.open(join(folder, claim), 'wx', FILE_MODE)).close();
    const lock = new FolderLock(files, folder, claim);
    try {
      await lock.#removeLeftClaims(processes);
    } catch (fault) {
      await lock.release();
      throw fault;
    }
    return lock;
  }

  /**
   * Makes sure that nobody has taken the folder over, which happens between machines that share it.
   *
   * @throws PeapodError `STORAGE_IN_USE`
   */
  async mustBeHeld(): Promise<void> {
    if (!(await this.#files.readdir(this.#folder)).includes(this.#claim)) {
      throw storageInUse(TAKEN_OVER);
    }
  }

  /** Lets the folder go. */
  async release(): Promise<void> {
    await removed(this.#files, join(this.#folder, this.#claim));
  }

  async #removeLeftClaims(processes: Processes): Promise<void> {
    for (const name of await this.#files.readdir(this.#folder)) {
      const [, pid, mark] = CLAIM.exec(name) ?? [];
      if (pid === undefined || mark === undefined || name === this.#claim) {
        continue;
      }
      if (await processes.isRunning(Number(pid), mark)) {
        throw inUseBy(pid, join(this.#folder, name));
      }
      await removed(this.#files, join(this.#folder, name));
    }
  }
}

function inUseBy(pid: string, claim: string): Error {
  const way = 'close its client first, or give this one a folder of its own';
  return storageInUse(`process ${pid} has it; ${way} (its claim is the file ${claim})`);
}

async function removed(files: Files, path: string): Promise<void> {
  try {
    await files.unlink(path);
  } catch (fault) {
    if (!hasCode(fault, 'ENOENT')) {
      throw fault;
    }
  }
}

function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
