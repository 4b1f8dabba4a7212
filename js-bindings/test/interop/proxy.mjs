// Stands between clients and a local network: lists itself in place of the gateways, and lets a
// test change, lose and repeat what passes.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/** All passes as it is. A rule gives what goes on in place of a frame, in order. */
const NOTHING = {
  fromClient: (frame) => [frame],
  toClient: (frame) => [frame],
};

/**
 * A network behind a proxy: `nymApi` and `gateways` as with the network itself.
 *
 * @param rules `{fromClient, toClient}`: functions of a frame, a string or a Buffer
 */
export async function startProxy(network, rules = {}) {
  const { fromClient, toClient } = { ...NOTHING, ...rules };
  const sockets = new Set();
  const ports = new Map();
  const servers = [];
  for (const { ws } of network.gateways) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    await once(server, 'listening');
    server.on('connection', (client) => join(client, new WebSocket(ws), { fromClient, toClient }));
    server.on('connection', (client) => track(client, sockets));
    ports.set(Number(new URL(ws).port), server.address().port);
    servers.push(server);
  }
  const directory = createServer((request, response) => answer(network, ports, request, response));
  directory.listen(0, '127.0.0.1');
  await once(directory, 'listening');
  return {
    nymApi: `http://127.0.0.1:${directory.address().port}${new URL(network.nymApi).pathname}`,
    gateways: network.gateways,
    /** Ends all sockets of clients without a Close frame, as a broken line does. */
    cut: () => sockets.forEach((socket) => socket.terminate()),
    stop() {
      directory.closeAllConnections();
      directory.close();
      sockets.forEach((socket) => socket.terminate());
      servers.forEach((server) => server.close());
    },
  };
}

function track(socket, sockets) {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
}

function join(client, gateway, { fromClient, toClient }) {
  const opened = once(gateway, 'open');
  client.on('message', async (data, isBinary) => {
    const frames = fromClient(isBinary ? data : data.toString());
    await opened;
    frames.forEach((frame) => gateway.send(frame));
  });
  gateway.on('message', (data, isBinary) => {
    toClient(isBinary ? data : data.toString()).forEach((frame) => client.send(frame));
  });
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
