import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreOrders } from '../../dist/store-orders.js';
import { u8 } from './bytes.mjs';
import { settled } from './fakes.mjs';

const append = (order) => ({ kind: 'store-append', order, bytes: u8(order) });

for (const turns of [0, 1, 2, 3, 4, 5]) {
  test(`an order ${turns} turns after word of the one before is carried out`, async () => {
    const appended = [];
    const storage = { append: async (bytes) => void appended.push(...bytes) };
    const orders = new StoreOrders(storage, {
      async stored(order) {
        for (let turn = 0; turn < turns; turn++) {
          await undefined;
        }
        if (order === 1) {
          orders.add(append(2));
        }
      },
    });
    orders.add(append(1));
    await settled();
    assert.deepEqual(appended, [1, 2]);
  });
}

test('the storage is closed after an order that came at the last moment', async () => {
  const calls = [];
  const storage = {
    append: async ([order]) => void calls.push(order),
    close: async () => void calls.push('close'),
  };
  const orders = new StoreOrders(storage, {
    async stored(order) {
      await undefined;
      if (order === 1) {
        orders.add(append(2));
        orders.end(() => calls.push('ended'));
      }
    },
  });
  orders.add(append(1));
  await settled();
  assert.deepEqual(calls, [1, 2, 'close', 'ended']);
});
