// The peap that docs/testing.md tests: it tells the time to whoever asks.

export async function serveTime(client) {
  for await (const question of client) {
    await question.reply(new Date().toISOString().slice(11, 16));
  }
}
