import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installedApp, output } from './package.mjs';

const TIMEOUT = { timeout: 120_000 };

/** What importing everything does to a process; that it ends by itself is what this waits for. */
async function importAll(app, ...flags) {
  const args = [...flags, 'import-all.mjs'];
  return JSON.parse(await output(process.execPath, args, { cwd: app }));
}

test('importing does nothing', TIMEOUT, async (t) => {
  const app = await installedApp(t, 'importing');
  const { names, calls, before, after } = await importAll(app);
  assert.ok(names.includes('peapod') && names.includes('peapod/inline'), names.join());
  assert.ok(names.length > 8, names.join());
  assert.deepEqual(calls, []);
  assert.deepEqual(after, before);

  const edge = await importAll(app, '--conditions=edge-light');
  assert.deepEqual([edge.calls, edge.after], [[], edge.before]);
});

test('what importing does would be seen', TIMEOUT, async (t) => {
  const app = await installedApp(t, 'importing');
  const noise = 'data:text/javascript,setTimeout(()=>{});console.debug();globalThis.leaked=1';
  const source = `import { registerHooks } from 'node:module';
    registerHooks({
      resolve: (name, context, next) =>
        name === 'peapod/file-storage' ? { url: ${JSON.stringify(noise)}, shortCircuit: true } : next(name, context),
    });`;
  const flag = `--import=data:text/javascript,${encodeURIComponent(source)}`;
  const { calls, before, after } = await importAll(app, flag);
  assert.deepEqual(calls, ['globalThis.setTimeout', 'console.debug']);
  assert.ok(after.globals.includes('leaked') && !before.globals.includes('leaked'));
  assert.ok(after.resources.includes('Timeout'));
});
