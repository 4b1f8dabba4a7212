// Imports everything that the package exports, and prints as JSON what that did to the process.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const WATCHED = {
  globalThis: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'fetch',
    'WebSocket',
    'MessageChannel',
    'BroadcastChannel',
  ],
  console: Object.keys(console).filter((name) => typeof console[name] === 'function'),
  crypto: ['getRandomValues', 'randomUUID'],
  process: ['on', 'once', 'exit', 'emitWarning'],
};
const calls = [];

function watch(owner, holder, name) {
  const original = holder[name];
  if (typeof original === 'function') {
    const watched = new Proxy(original, {
      apply(target, self, args) {
        calls.push(`${owner}.${name}`);
        return Reflect.apply(target, self, args);
      },
      construct(target, args) {
        calls.push(`new ${name}`);
        return Reflect.construct(target, args);
      },
    });
    Object.defineProperty(holder, name, { value: watched, configurable: true, writable: true });
  }
}

/** All that can be imported: by name, and the entries of other engines by their files. */
async function importable() {
  const manifest = createRequire(import.meta.url).resolve('peapod/package.json');
  const { exports } = JSON.parse(await readFile(manifest, 'utf8'));
  const scripts = Object.keys(exports).filter((name) => !/\.(wasm|json)$/.test(name));
  const files = JSON.stringify(exports).match(/\.\/dist\/[^"]+(?<!workerd)\.js/g);
  return [
    ...scripts.map((name) => `peapod${name.slice(1)}`),
    ...new Set(files.map((name) => new URL(name, `file://${manifest}`).href)),
  ];
}

const state = () => ({
  globals: Object.getOwnPropertyNames(globalThis).sort(),
  resources: process.getActiveResourcesInfo().sort(),
  listeners: process.eventNames().map(String).sort(),
});

const names = await importable();
for (const [owner, methods] of Object.entries(WATCHED)) {
  for (const name of methods) {
    watch(owner, globalThis[owner], name);
  }
}
const before = state();
for (const name of names) {
  await import(name);
}
const seen = [...calls];
const after = state();
process.stdout.write(JSON.stringify({ names, calls: seen, before, after }));
