// An example as a new user has it: its folder alone, and the commands of its README.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, tarball } from './package.mjs';

/** The folder of all examples. */
export const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));
/** A program says what it has to say in this time. */
const PATIENCE_MS = 120_000;
/** A program that is asked to end does so in this time, or is ended. */
const END_MS = 15_000;
const STAYS = /\s+# in a terminal of its own$/;

/**
 * Starts a network by the command in the README of all examples, with the packed package in the
 * place of the published one.
 */
export async function startMixnet() {
  const [{ text }] = commandsOf(await readFile(join(EXAMPLES, 'README.md'), 'utf8'));
  const command = text.replace('-p peapod ', `-p ${JSON.stringify(await tarball())} `);
  return new Running(command, tmpdir(), shellEnv({ npm_config_yes: 'true' }));
}

/** The shell commands of a README in their order, and whether each stays until it is stopped. */
export function commandsOf(readme) {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  const lines = blocks
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => ({ text: line.replace(STAYS, ''), stays: STAYS.test(line) }));
}

/**
 * The example in a temporary folder, with the packed package in the place of the published one; its
 * processes end and the folder is gone after the test.
 *
 * @param t the test
 * @param name the folder in `examples/`
 * @param env what the environment has beside this process's
 */
export async function openExample(t, name, env) {
  const folder = await mkdtemp(join(tmpdir(), 'peapod-example-'));
  const example = new Example(folder, env);
  t.after(async () => {
    await example.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await cp(join(EXAMPLES, name), folder, { recursive: true, filter: isTracked });
  await example.prepare(await tarball());
  return example;
}

/** Not what somebody's own try in the folder left. */
function isTracked(path) {
  return !/[\\/](?:node_modules|dist|state|\.next|\.wrangler)$/.test(path);
}

/** This process's environment and more, where `node` is the Node that runs the tests. */
function shellEnv({ PATH = '', ...more }) {
  const path = [dirname(process.execPath), PATH, process.env.PATH].filter((part) => part !== '');
  return {
    ...process.env,
    npm_config_ignore_scripts: 'true',
    npm_config_update_notifier: 'false',
    ...more,
    PATH: path.join(delimiter),
  };
}

/** An example, and how far its README has been followed. */
class Example {
  #commands = [];
  #running = [];
  #env;

  constructor(folder, env) {
    this.folder = folder;
    this.#env = shellEnv(env);
  }

  /** Reads the commands, and puts the package in the place of the published one. */
  async prepare(file) {
    this.#commands = commandsOf(await readFile(join(this.folder, 'README.md'), 'utf8'));
    if (existsSync(join(this.folder, 'deno.json'))) {
      // Deno takes no packages from files, but what npm has installed.
      await npm(this.folder, 'install', '--no-save', '--ignore-scripts', file);
      await this.#edit('deno.json', '"imports"', '"nodeModulesDir": "manual",\n  "imports"');
    } else {
      const packed = `"peapod": ${JSON.stringify(`file:${file}`)}`;
      await this.#edit('package.json', '"peapod": "^0.1.0"', packed);
    }
  }

  /**
   * Does what comes next in the README: a command that ends is waited for, and one that stays goes
   * on until the test is over.
   *
   * @param expected how the command begins, so that the test follows what it reads there
   * @param given what to put in the place of words such as ADDRESS
   */
  async next(expected, given = {}) {
    const { text, stays } = this.#commands.shift() ?? { text: '(nothing)' };
    if (!text.startsWith(expected)) {
      throw new Error(`the README says "${text}", and the test follows "${expected}"`);
    }
    const command = Object.entries(given).reduce(
      (line, [word, value]) => line.replaceAll(word, value),
      text,
    );
    const running = new Running(command, this.folder, this.#env);
    this.#running.push(running);
    if (!stays) {
      await running.success();
    }
    return running;
  }

  /** What of the README has not been done. */
  get rest() {
    return this.#commands.map(({ text }) => text);
  }

  async #edit(name, before, after) {
    const path = join(this.folder, name);
    const text = await readFile(path, 'utf8');
    if (!text.includes(before)) {
      throw new Error(`${path} has no ${before}`);
    }
    await writeFile(path, text.replace(before, after));
  }

  /** Ends what still runs. */
  async stop() {
    await Promise.all(this.#running.map((each) => each.stop()));
  }
}

/** A command in a shell, with all that it has written. */
class Running {
  output = '';
  #command;
  #child;
  #ended;
  #isOver = false;
  #heard = new Set();

  constructor(command, cwd, env) {
    this.#command = command;
    // A group of its own, to be stopped with all that the command starts.
    const stdio = ['ignore', 'pipe', 'pipe'];
    this.#child = spawn('bash', ['-c', command], { cwd, env, stdio, detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => this.#hear(text));
    }
    this.#ended = new Promise((resolve) => this.#child.on('close', resolve));
    this.#ended.then(() => {
      this.#isOver = true;
      this.#hear('');
    });
  }

  /** Resolves when the command has ended well. */
  async success() {
    const code = await this.#ended;
    if (code !== 0) {
      throw new Error(`"${this.#command}" ended with ${code}\n${this.output}`);
    }
  }

  /** The first group of what it writes, once it has written that. */
  async says(pattern) {
    const impatient = AbortSignal.timeout(PATIENCE_MS);
    impatient.addEventListener('abort', () => this.#hear(''));
    for (;;) {
      const found = pattern.exec(this.output);
      if (found !== null) {
        return found[1] ?? found[0];
      }
      if (this.#isOver || impatient.aborted) {
        const how = this.#isOver ? 'ended' : 'went on';
        throw new Error(`"${this.#command}" ${how} without ${pattern}\n${this.output}`);
      }
      await new Promise((resolve) => this.#heard.add(resolve));
    }
  }

  /** Interrupts it, as Ctrl-C does, and waits for its end. */
  async stop() {
    this.#signal('SIGINT');
    const impatient = setTimeout(() => this.#signal('SIGKILL'), END_MS);
    await this.#ended;
    clearTimeout(impatient);
  }

  #signal(name) {
    try {
      process.kill(-this.#child.pid, name);
    } catch (fault) {
      // It has ended, with all that it started.
      if (fault.code !== 'ESRCH') {
        throw fault;
      }
    }
  }

  #hear(text) {
    this.output += text;
    for (const resolve of this.#heard) {
      resolve();
    }
    this.#heard.clear();
  }
}
