'use client';

// The server renders this too; there the import does nothing, and effects do not run.
import { MixnetClient } from 'peapod';
import { useEffect, useState } from 'react';

/** The own address, a form to send, and what came. */
export function Mixnet({ nymApi }) {
  const [client, setClient] = useState();
  const [messages, setMessages] = useState([]);
  const [fault, setFault] = useState();

  useEffect(() => {
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const connecting = MixnetClient.connect({ network: { nymApi }, signal });
    connecting.then(
      (connected) => {
        const listen = (type, listener) => connected.addEventListener(type, listener, { signal });
        listen('message', ({ detail }) => setMessages((before) => [detail, ...before]));
        listen('error', ({ detail }) => setFault(detail));
        setClient(connected);
      },
      (reason) => signal.aborted || setFault(reason),
    );
    return () => {
      unmounted.abort();
      connecting.then(
        (connected) => connected.close(),
        () => {},
      );
    };
  }, [nymApi]);

  return (
    <>
      <p>
        Your address: <output id="address">{client?.address ?? 'connecting …'}</output>
      </p>
      {fault && <p role="alert">{fault.message}</p>}
      <form action={(data) => void client.send(data.get('to').trim(), data.get('text'))}>
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
    </>
  );
}
