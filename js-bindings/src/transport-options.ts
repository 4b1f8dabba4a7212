import { invalid } from './checks.js';
import { PeapodError } from './errors.js';
import type { Transport, WebSocketConstructor } from './platform.js';

/** The way to the network, as it is used. */
interface CheckedNetwork {
  readonly webSocket: WebSocketConstructor;
  readonly transport: Transport | undefined;
}

/**
 * Checks the options about the way to the network; the WebSocket class that is given counts before
 * that of the transport, and this before the engine's.
 *
 * @throws PeapodError `INVALID_OPTION`, or `NO_WEBSOCKET` when there is none at all
 */
export function checkNetwork(webSocket: unknown, transport: unknown): CheckedNetwork {
  if (webSocket !== undefined && typeof webSocket !== 'function') {
    throw invalid('webSocket', 'a WebSocket class', webSocket);
  }
  const checked = checkTransport(transport);
  const found = webSocket ?? checked?.WebSocket ?? globalThis.WebSocket;
  if (found === undefined) {
    throw new PeapodError(
      'NO_WEBSOCKET',
      'this engine has no WebSocket; give one in the option webSocket, for instance that of the npm package ws',
    );
  }
  return { webSocket: found as WebSocketConstructor, transport: checked };
}

function checkTransport(value: unknown): Transport | undefined {
  if (value === undefined) {
    return undefined;
  }
  const given = typeof value === 'object' && value !== null ? value : {};
  for (const name of ['WebSocket', 'fetch']) {
    const part = (given as Record<string, unknown>)[name];
    if (typeof part !== 'function') {
      throw invalid(`transport.${name}`, 'a function', part);
    }
  }
  return value as Transport;
}
