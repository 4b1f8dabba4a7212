// npm start: builds everything, runs a local Nym network and serves the demo page.
// `npm start -- --no-build` skips the building; other arguments go to the network,
// for instance `npm start -- --gateways 2 --port 8080`.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  buildDemo,
  buildPackageSoon,
  installPackages,
  main,
  maven,
  Problem,
  ROOT,
  requireTools,
  step,
} from './steps.mjs';

const HOST_JAR = join(ROOT, 'local-mixnet', 'target', 'local-mixnet-0.1.0-SNAPSHOT-host.jar');
const SITE = join(ROOT, 'demo-web', 'dist');
const NO_BUILD = '--no-build';

async function build() {
  await step('Installing npm packages', () => installPackages());
  // The checks of style and the tests are npm test's business.
  const quick = ['-q', '-DskipTests', '-Dspotless.check.skip', '-Dcheckstyle.skip'];
  await step('Compiling Java, and the core to WebAssembly (a minute or two)', () =>
    maven('package', '-pl', 'local-mixnet', '-am', ...quick),
  );
  await step('Building the npm package', buildPackageSoon);
  await step('Building the demo page', buildDemo);
}

/** Starts the network; resolves with the URLs that it prints when it is ready. */
function startNetwork(args) {
  if (!existsSync(HOST_JAR) || !existsSync(SITE)) {
    throw new Problem('the local network or the demo is not built; run npm start once');
  }
  // Its standard input ends with this process, however that ends, and then it stops as well.
  const java = spawn('java', ['-jar', HOST_JAR, '--site', SITE, '--until-stdin-closes', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((_, reject) => {
    java.on('error', () => reject(new Problem('java cannot be started')));
    java.on('exit', (code) => reject(new Problem(`the network ended with code ${code}`)));
  });
  const ready = new Promise((resolve) => {
    createInterface({ input: java.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  return { java, ended, ready };
}

await main(async () => {
  const args = process.argv.slice(2);
  requireTools();
  if (!args.includes(NO_BUILD)) {
    await build();
  }
  const network = await step('Starting a local Nym network', async () => {
    const started = startNetwork(args.filter((arg) => arg !== NO_BUILD));
    const urls = await Promise.race([started.ready, started.ended]);
    return { ...started, urls };
  });
  console.log(`
  The demo:       ${network.urls.site}
                  open it in two tabs, give each the other's address, and write
  The directory:  ${network.urls.nymApi}
  Ctrl-C stops everything.
`);
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    network.java.kill('SIGTERM');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await network.ended.catch((fault) => {
    if (!isStopping) {
      throw fault;
    }
    console.log('Stopped.');
  });
});
