/**
 * Lets virtual time pass, where a test runner has put its timers in the place of the real ones: in
 * small steps, each with all that follows from it, as `vi.advanceTimersByTimeAsync` of vitest does.
 * For `node:test`: `await passTime(1000, (ms) => mock.timers.tick(ms))`.
 *
 * @param ms how much time passes
 * @param tick moves the runner's clock on by so many milliseconds and fires what is due
 * @param stepMs how far it is moved at a time; packets wait some ms at each node, so not much more
 */
export async function passTime(
  ms: number,
  tick: (ms: number) => unknown,
  stepMs = 1,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  try {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await tick(Math.min(stepMs, ms - passed));
      // A turn of the event loop that is no timer, so that no runner has replaced it.
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    }
  } finally {
    port1.close();
  }
}
