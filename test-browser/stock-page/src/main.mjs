// The SDK that Nym publishes for browsers and ours in one page, through one network. The page runs
// by itself; its title says how it ended, its list which steps passed, its last line why one failed.

import { steps } from './exchange.mjs';
import { startOurs, startStock } from './sides.mjs';

const list = document.querySelector('[data-testid=steps]');
const failure = document.querySelector('[data-testid=failure]');

function passed(name) {
  const item = document.createElement('li');
  item.textContent = name;
  list.append(item);
}

/** Where the two live: `?nymApi=URL&stock=GATEWAY&ours=GATEWAY`. */
function places() {
  const given = new URLSearchParams(location.search);
  return ['nymApi', 'stock', 'ours'].map((name) => given.get(name));
}

async function run() {
  const [nymApi, stockGateway, ourGateway] = places();
  const stock = await startStock(nymApi, stockGateway);
  passed('the stock client is connected');
  const ours = await startOurs(nymApi, ourGateway);
  passed('ours is connected');
  for (const [name, step] of steps) {
    await step({ stock, ours });
    passed(name);
  }
  await ours.close();
}

run().then(
  () => {
    document.title = 'passed';
  },
  (fault) => {
    failure.textContent = `${fault}\n${fault.stack}`;
    document.title = 'failed';
  },
);
