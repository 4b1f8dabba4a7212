import { readFile } from 'node:fs/promises';

/** Tells running processes from ended ones, also where a number was given to a new one. */
export interface Processes {
  /** The number of this process. */
  readonly own: number;
  /** Letters, digits and dots that no other process with this number has, as far as can be known. */
  ownMark(): Promise<string>;
  /** Whether the process with this number and mark still runs; yes where that cannot be known. */
  isRunning(pid: number, mark: string): Promise<boolean>;
}

/** Before a mark made of the time a process began, which others can look up. */
const LOOKED_UP = 'p';
/** Before a mark that only the process itself knows, where nothing can be looked up. */
const TOLD = 't';

/** The processes of this machine, or of this container. */
export const theseProcesses: Processes = {
  own: process.pid,
  ownMark,

  async isRunning(pid, mark) {
    const own = await ownMark();
    if (pid === process.pid) {
      return mark === own;
    }
    if (!own.startsWith(LOOKED_UP)) {
      return answers(pid);
    }
    const now = await lookUp(pid);
    return now !== undefined && (now === mark || mark.startsWith(TOLD));
  },
};

async function ownMark(): Promise<string> {
  try {
    const mark = await lookUp(process.pid);
    if (mark !== undefined) {
      return mark;
    }
  } catch {
    // Not allowed to look, as in Deno without the right.
  }
  return TOLD + Math.round(performance.timeOrigin);
}

/**
 * The mark of a process on Linux; `undefined` when there is none, or no more than its exit code.
 * Start times count from the start of the machine, so its boot is part of the mark.
 */
async function lookUp(pid: number): Promise<string | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'latin1');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1');
    // The name of the program comes before these fields, in brackets, and may contain anything.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X'
      ? undefined
      : `${LOOKED_UP}${fields[19]}.${boot.slice(0, 8)}`;
  } catch (fault) {
    if (hasCode(fault, 'ENOENT') || hasCode(fault, 'ESRCH')) {
      return undefined;
    }
    throw fault;
  }
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return !hasCode(fault, 'ESRCH');
  }
}

/** Whether a fault is the one of the operating system with this code. */
export function hasCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && (fault as Partial<Record<'code', unknown>>).code === code;
}
