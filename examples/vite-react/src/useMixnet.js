import { MixnetClient } from 'peapod';
import { useEffect, useState } from 'react';

/**
 * A client for as long as the component is there.
 *
 * @param nymApi the directory of the network to join
 * @returns the client once it is connected, the stage of the start until then, the messages, the
 *   newest first, and the last fault
 */
export function useMixnet(nymApi) {
  const [client, setClient] = useState();
  const [stage, setStage] = useState('loading');
  const [messages, setMessages] = useState([]);
  const [fault, setFault] = useState();

  useEffect(() => {
    // In development React mounts each component twice; the first client is given up at once.
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const connecting = MixnetClient.connect({ network: { nymApi }, onProgress: setStage, signal });
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
      setClient(undefined);
    };
  }, [nymApi]);

  return { client, stage, messages, fault };
}
