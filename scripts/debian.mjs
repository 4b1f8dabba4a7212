// Debian's packages, installed where something is missing and we may.

import { spawnSync } from 'node:child_process';
import { run } from './steps.mjs';

let updating;

/** Whether this is a Debian, or one of its kind, and we are its administrator. */
export function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Installs packages without what they only recommend; the lists are brought up to date once. */
export async function install(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  updating ??= run('apt-get', ['update', '-q'], { env });
  await updating;
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
