// Pages in the system's Chromium, served under a strict policy; whatever they complain of is kept.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { chromium } from 'playwright-core';
import { requireChromium } from '../scripts/chromium.mjs';

/** What the README recommends, but for the local network, which has no TLS. */
export const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
  "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*";

const PATIENCE_MS = 60_000;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Starts a Chromium without a window. */
export async function startChromium() {
  return chromium.launch({ executablePath: await requireChromium(), headless: true });
}

/**
 * Serves the files of a folder on a free port of this machine.
 *
 * @param folder where the files are
 * @param policy the Content-Security-Policy of each
 */
export async function serve(folder, policy = POLICY) {
  const server = createServer(async (request, response) => {
    const path = fileIn(folder, request.url);
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    response.setHeader('Content-Security-Policy', policy);
    if (isFile) {
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
      createReadStream(path).pipe(response);
    } else {
      // Browsers ask for an icon by themselves; to have none is no fault of a page.
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The file that a request names, never outside of the folder. */
function fileIn(folder, target) {
  const { pathname } = new URL(target, 'http://localhost');
  const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  const path = normalize(join(folder, decodeURIComponent(name)));
  return path.startsWith(folder + sep) ? path : folder;
}

/**
 * Opens a page, waits until its `output` says in `data-state` that it is through, and closes it.
 *
 * @returns what the output says, how the page ended, how many workers it had, and all complaints:
 *   every line on its console, errors that nobody caught, files that did not come
 */
export async function visit(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  let workers = 0;
  page.on('worker', () => workers++);
  page.on('console', (line) => complaints.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (fault) => complaints.push(`error: ${fault}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      complaints.push(`status ${response.status()}: ${response.url()}`);
    }
  });
  try {
    await page.goto(url);
    const output = page.locator('output[data-state]');
    await output.waitFor({ timeout: PATIENCE_MS }).catch((fault) => {
      throw new Error(`${url} is not through\n${complaints.join('\n')}`, { cause: fault });
    });
    const state = await output.getAttribute('data-state');
    return { text: await output.textContent(), state, workers, complaints };
  } finally {
    await context.close();
  }
}
