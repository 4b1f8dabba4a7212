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
  const ports = new Map();
  const doors = [];
  for (const [gateway, { ws }] of network.gateways.entries()) {
    const door = await openDoor(ws, (frame) => fromClient(frame, gateway), toClient);
    ports.set(Number(new URL(ws).port), door.port);
    doors.push(door);
  }
  let isDirectoryUp = true;
  const directory = createServer((request, response) => {
    if (isDirectoryUp) {
      return answer(network, ports, request, response);
    }
    response.statusCode = 503;
    response.end('down for a test');
  });
  directory.listen(0, '127.0.0.1');
  await once(directory, 'listening');
  return {
    nymApi: `http://127.0.0.1:${directory.address().port}${new URL(network.nymApi).pathname}`,
    gateways: network.gateways,
    /** Ends all lines to a gateway without a Close frame. */
    cut: (gateway) => doors[gateway].cut(),
    /** Sends this to all clients of a gateway, as if it came from there. */
    inject: (gateway, frame) => doors[gateway].inject(frame),
    /** From now on a gateway takes new lines, or drops them at once. */
    setGatewayUp: (gateway, up) => doors[gateway].setOpen(up),
    /** How many lines to a gateway have been begun so far. */
    linesBegun: (gateway) => doors[gateway].linesBegun(),
    /** From now on the directory answers, or says 503 to everything. */
    setDirectoryUp(up) {
      isDirectoryUp = up;
    },
    stop() {
      directory.closeAllConnections();
      directory.close();
      for (const door of doors) {
        door.close();
      }
    },
  };
}

/** Takes the lines of a gateway's clients. */
async function openDoor(ws, heard, toClient) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  let isOpen = true;
  let begun = 0;
  const cut = () => {
    for (const client of server.clients) {
      client.terminate();
    }
  };
  server.on('connection', (client) => {
    begun++;
    if (isOpen) {
      join(client, new WebSocket(ws), heard, toClient);
    } else {
      client.terminate();
    }
  });
  return {
    port: server.address().port,
    cut,
    inject(frame) {
      for (const client of server.clients) {
        client.send(frame);
      }
    },
    setOpen(open) {
      isOpen = open;
    },
    linesBegun: () => begun,
    close() {
      cut();
      server.close();
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
