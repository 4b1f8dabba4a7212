/**
 * Joins the network that the page's address names, writes to itself, and shows what came back and
 * what ran.
 */
export async function talk(MixnetClient, options = {}) {
  const shown = document.querySelector('output');
  const nymApi = new URLSearchParams(location.search).get('nymApi');
  try {
    const client = await MixnetClient.connect({ network: { nymApi }, ...options });
    await client.send(client.address, 'hello, myself');
    for await (const message of client) {
      const warnings = client.warnings.map(({ code }) => code);
      shown.textContent = [message.text(), client.backend, ...warnings].join(' | ');
      break;
    }
    await client.close();
    shown.dataset.state = 'closed';
  } catch (fault) {
    shown.textContent = `${fault.code}: ${fault.message}`;
    shown.dataset.state = 'failed';
  }
}
