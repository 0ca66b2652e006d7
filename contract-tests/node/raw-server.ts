import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a connection is told to do with the request that has arrived on it, counted from 1 over all connections. */
export type RawAnswerer = (socket: Socket, request: string, count: number) => void;

/** A server on this machine that writes bytes as they are given, and cuts connections where it is told to. */
export async function startRawServer(answer: RawAnswerer) {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (!isComplete(received)) return;
      const request = received;
      received = '';
      requests.push(request);
      answer(socket, request, requests.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every request so far, as its bytes in latin1. */
    requests,
    /** Connections that are open now. */
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export type RawServer = Awaited<ReturnType<typeof startRawServer>>;

function isComplete(received: string): boolean {
  const [head = '', body] = received.split('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return body !== undefined && body.length >= length;
}
