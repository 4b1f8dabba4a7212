// Stands between clients and a local network: lists itself in place of the gateways, lets a test
// change what they say, and cuts lines.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * A network behind a proxy: `nymApi` and `gateways` as with the network itself.
 *
 * @param listen `{fromClient(frame, gateway), toClient(frame)}`: what passes, text or bytes;
 *     `toClient` gives what goes on in its place
 */
export async function startProxy(network, { fromClient = () => {}, toClient = (frame) => frame }) {
  const servers = [];
  const ports = new Map();
  for (const [gateway, { ws }] of network.gateways.entries()) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    await once(server, 'listening');
    const heard = (frame) => fromClient(frame, gateway);
    server.on('connection', (client) => join(client, new WebSocket(ws), heard, toClient));
    ports.set(Number(new URL(ws).port), server.address().port);
    servers.push(server);
  }
  const directory = createServer((request, response) => answer(network, ports, request, response));
  directory.listen(0, '127.0.0.1');
  await once(directory, 'listening');
  const cut = ({ clients }) => {
    for (const client of clients) {
      client.terminate();
    }
  };
  return {
    nymApi: `http://127.0.0.1:${directory.address().port}${new URL(network.nymApi).pathname}`,
    gateways: network.gateways,
    /** Ends all lines to a gateway without a Close frame. */
    cut: (gateway) => cut(servers[gateway]),
    stop() {
      directory.closeAllConnections();
      directory.close();
      for (const server of servers) {
        cut(server);
        server.close();
      }
    },
  };
}

function join(client, gateway, fromClient, toClient) {
  const opened = once(gateway, 'open');
  const read = (data, isBinary) => (isBinary ? data : data.toString());
  client.on('message', async (data, isBinary) => {
    await opened;
    gateway.send(read(data, isBinary));
    fromClient(read(data, isBinary));
  });
  gateway.on('message', (data, isBinary) => client.send(toClient(read(data, isBinary))));
  client.on('close', () => gateway.terminate());
  gateway.on('close', () => client.terminate());
  // The close that follows is what counts.
  client.on('error', () => {});
  gateway.on('error', () => {});
}

/** Asks the directory and puts our ports in place of the gateways'. */
async function answer(network, ports, request, response) {
  const found = await fetch(new URL(request.url, network.nymApi), { method: request.method });
  const text = await found.text();
  response.statusCode = found.status;
  response.setHeader('content-type', found.headers.get('content-type'));
  response.setHeader('access-control-allow-origin', '*');
  response.end(
    text.replace(/"ws_port":(\d+)/g, (_, port) => `"ws_port":${ports.get(Number(port)) ?? port}`),
  );
}
