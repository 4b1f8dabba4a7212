import { type ClientState, type ConnectStage, MixnetClient, PeapodError } from 'peapod';
import { noteOf, showMessage } from './messages.js';
import { findNymApi, placeOfClient, storageOfClient } from './network.js';
import { page } from './page.js';
import { showTraffic } from './traffic.js';

const STAGES: Readonly<Record<ConnectStage, { step: number; text: string }>> = {
  loading: { step: 1, text: 'loading the core' },
  directory: { step: 2, text: 'reading the directory' },
  'gateway-socket': { step: 3, text: 'calling a gateway' },
  'gateway-handshake': { step: 4, text: 'registering with the gateway' },
  ready: { step: 5, text: 'ready' },
};

let client: MixnetClient | undefined;

async function connect(): Promise<void> {
  page.error.hidden = true;
  page.progress.classList.remove('done');
  try {
    const nymApi = await findNymApi();
    page.network.textContent = new URL(nymApi).host;
    client = await MixnetClient.connect({
      network: { nymApi },
      ...placeOfClient(),
      ...storageOfClient(),
      onProgress: showStage,
    });
  } catch (fault) {
    showError(fault);
    return;
  }
  begin(client);
}

function begin(connected: MixnetClient): void {
  page.address.textContent = connected.address;
  page.core.textContent = connected.backend === 'wasm' ? 'WebAssembly' : 'JavaScript (slow)';
  page.copy.disabled = false;
  page.send.disabled = false;
  connected.addEventListener('message', ({ detail: message }) => {
    showMessage('in', message.text(), noteOf(message.bytes().length));
  });
  connected.addEventListener('state', ({ detail }) => showState(detail));
  connected.addEventListener('error', ({ detail }) => showError(detail));
  showTraffic(connected);
}

async function send(to: MixnetClient, peer: string, text: string): Promise<void> {
  const note = noteOf(new TextEncoder().encode(text).length);
  const shown = showMessage('out', text, `${note} · sending`);
  try {
    const receipt = to.send(peer, text);
    await receipt;
    shown.note(`${note} · on its way`);
    await receipt.acknowledged;
    shown.note(`${note} · at their gateway`);
  } catch (fault) {
    shown.note(`${note} · not sent: ${messageOf(fault)}`, true);
  }
}

function showStage(stage: ConnectStage): void {
  const { step, text } = STAGES[stage];
  page.progress.value = step;
  page.progress.classList.toggle('done', stage === 'ready');
  page.state.textContent = text;
  page.lamp.className = `lamp ${stage === 'ready' ? 'ready' : 'busy'}`;
}

function showState(state: ClientState): void {
  page.state.textContent = state === 'reconnecting' ? 'looking for the gateway again' : state;
  page.lamp.className = `lamp ${state === 'ready' ? 'ready' : 'busy'}`;
  page.send.disabled = state === 'closed';
}

function showError(fault: unknown): void {
  page.errorText.textContent = messageOf(fault);
  page.retry.hidden = client !== undefined && client.state !== 'closed';
  page.error.hidden = false;
  if (!page.retry.hidden) {
    page.state.textContent = 'not connected';
    page.lamp.className = 'lamp bad';
    page.progress.classList.add('done');
  }
}

function messageOf(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return PeapodError.is(fault) ? `${text} (${fault.code})` : text;
}

page.composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const peer = page.peer.value.trim();
  const text = page.text.value;
  if (peer === '') {
    page.peer.focus();
  } else if (client !== undefined && text !== '') {
    page.text.value = '';
    void send(client, peer, text);
  }
});

page.text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    page.composer.requestSubmit(page.send);
  }
});

page.copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(page.address.textContent ?? '');
  page.copy.textContent = 'Copied';
  setTimeout(() => {
    page.copy.textContent = 'Copy';
  }, 1500);
});

page.retry.addEventListener('click', () => void connect());
addEventListener('pagehide', () => void client?.close());

void connect();
