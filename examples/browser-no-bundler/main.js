import { nymApi } from '/config.js';
import { MixnetClient } from '/peapod/web.js';

const address = document.querySelector('#address');
const form = document.querySelector('#form');
const messages = document.querySelector('#messages');

function show(text) {
  const item = document.createElement('li');
  item.textContent = text;
  messages.prepend(item);
}

try {
  const client = await MixnetClient.connect({
    network: { nymApi },
    onProgress: (stage) => {
      address.value = `connecting: ${stage} …`;
    },
  });
  address.value = client.address;
  client.addEventListener('message', ({ detail }) => show(detail.text()));
  client.addEventListener('error', ({ detail }) => show(`(${detail.message})`));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    client.send(form.to.value.trim(), form.text.value); // a failure is an error event
  });
  form.querySelector('button').disabled = false;
} catch (fault) {
  address.value = fault.message;
}
