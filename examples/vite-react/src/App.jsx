import { useMixnet } from './useMixnet.js';

const nymApi = import.meta.env.NYM_API ?? 'https://validator.nymtech.net/api';

/** The own address, a form to send, and what came. */
export function App() {
  const { client, stage, messages, fault } = useMixnet(nymApi);

  const send = (data) => {
    client.send(data.get('to').trim(), data.get('text'));
  };

  return (
    <main>
      <h1>Peapod with React</h1>
      <p>
        Your address: <output id="address">{client?.address ?? `connecting: ${stage} …`}</output>
      </p>
      {fault && <p role="alert">{fault.message}</p>}
      <form action={send}>
        <p>
          <label>
            To: <input name="to" required />
          </label>
        </p>
        <p>
          <label>
            Message: <input name="text" required />
          </label>
        </p>
        <button type="submit" disabled={client === undefined}>
          Send
        </button>
      </form>
      <ul id="messages">
        {messages.map((message) => (
          <li key={message.id}>{message.text()}</li>
        ))}
      </ul>
    </main>
  );
}
