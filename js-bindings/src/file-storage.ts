import * as nodeFiles from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PeapodError } from './errors.js';
import {
  FILE_MODE,
  type Files,
  FOLDER_MODE,
  type OpenFile,
  syncFolder,
  writeAll,
} from './files.js';
import { FolderLock } from './folder-lock.js';
import { hasCode, type Processes, theseProcesses } from './processes.js';
import { type StateStorage, type StoredState, storageInUse } from './storage.js';

/**
 * A storage in a folder of its own, for Node, Deno and Bun. The folder is made when it is not there,
 * for its owner only (modes 0700 and 0600, where the system has such).
 *
 * What it says to be stored outlives a killed process and a loss of power, as far as the disk keeps
 * what it says to have written. One client can use it at a time: another one, in this process or
 * another of this machine, is refused with `STORAGE_IN_USE`; the folder of a killed process is free.
 * Machines and containers that share a folder do not see each other's processes: the newer client
 * takes it over, and the older one ends with `STORAGE_FAILED` when it next stores something.
 *
 * @throws PeapodError `INVALID_ARGUMENT`
 */
export function fileStorage(folder: string | URL): StateStorage {
  return new FileStorage(pathOf(folder), nodeFiles, theseProcesses);
}

function pathOf(folder: unknown): string {
  if (folder instanceof URL && folder.protocol === 'file:') {
    return fileURLToPath(folder);
  }
  if (typeof folder !== 'string' || folder === '') {
    throw new PeapodError('INVALID_ARGUMENT', 'folder: expected a path or a file: URL');
  }
  return resolve(folder);
}

/** What is open while a client uses the folder. */
interface Opened {
  readonly lock: FolderLock;
  readonly journal: OpenFile;
  /** Where the next record goes. */
  end: number;
}

/** @internal */
export class FileStorage implements StateStorage {
  readonly #folder: string;
  readonly #files: Files;
  readonly #processes: Processes;
  #isTaken = false;
  #opened: Opened | undefined;

  constructor(folder: string, files: Files, processes: Processes) {
    this.#folder = folder;
    this.#files = files;
    this.#processes = processes;
  }

  async load(): Promise<StoredState | undefined> {
    if (this.#isTaken) {
      throw storageInUse('a client of this program has it; close that first');
    }
    this.#isTaken = true;
    try {
      await this.#makeFolder();
      const lock = await FolderLock.take(this.#files, this.#folder, this.#processes);
      return await this.#open(lock);
    } catch (fault) {
      this.#isTaken = false;
      throw fault;
    }
  }

  async replace(snapshot: Uint8Array): Promise<void> {
    const opened = await this.#mustBeOpen();
    await this.#write('snapshot.new', snapshot);
    await this.#files.rename(this.#path('snapshot.new'), this.#path('snapshot'));
    // Until the new name is kept the old snapshot may come back, and it needs its journal.
    await syncFolder(this.#files, this.#folder);
    await opened.journal.truncate(0);
    await opened.journal.sync();
    opened.end = 0;
  }

  async append(records: Uint8Array): Promise<void> {
    const opened = await this.#mustBeOpen();
    await writeAll(opened.journal, records, opened.end);
    await opened.journal.sync();
    opened.end += records.length;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined) {
      return;
    }
    this.#opened = undefined;
    try {
      await opened.journal.close();
    } finally {
      await opened.lock.release();
      this.#isTaken = false;
    }
  }

  async #open(lock: FolderLock): Promise<StoredState | undefined> {
    let journal: OpenFile | undefined;
    try {
      const snapshot = await this.#read('snapshot');
      journal = await this.#openJournal();
      const records = plain(await journal.readFile());
      this.#opened = { lock, journal, end: records.length };
      return snapshot && { snapshot, journal: records };
    } catch (fault) {
      await journal?.close();
      await lock.release();
      throw fault;
    }
  }

  /** Opens it in a way in which it can also be cut, which Windows refuses after opening to append. */
  #openJournal(): Promise<OpenFile> {
    const { O_RDWR, O_CREAT } = nodeFiles.constants;
    return this.#files.open(this.#path('journal'), O_RDWR | O_CREAT, FILE_MODE);
  }

  async #mustBeOpen(): Promise<Opened> {
    if (this.#opened === undefined) {
      throw new Error('it is closed');
    }
    await this.#opened.lock.mustBeHeld();
    return this.#opened;
  }

  /** A folder outlives a loss of power when the name of each new one is kept in the one above. */
  async #makeFolder(): Promise<void> {
    const first = await this.#files.mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
    if (first === undefined) {
      return;
    }
    for (let made = this.#folder; ; made = dirname(made)) {
      await syncFolder(this.#files, dirname(made));
      if (made.length <= resolve(first).length) {
        return;
      }
    }
  }

  async #read(name: string): Promise<Uint8Array | undefined> {
    try {
      return plain(await this.#files.readFile(this.#path(name)));
    } catch (fault) {
      if (hasCode(fault, 'ENOENT')) {
        return undefined;
      }
      throw fault;
    }
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const file = await this.#files.open(this.#path(name), 'w', FILE_MODE);
    try {
      await writeAll(file, bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

/** The same bytes without what Node's buffers add. */
function plain({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
