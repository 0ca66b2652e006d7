import { once } from 'node:events';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { TEST_CERTIFICATE, TEST_KEY } from './test-certificate.js';

/** A store on this machine that speaks TLS, and answers as one without customers does. */
export async function startTlsStore(options: ServerOptions = {}) {
  /** The common name in the certificate of the client, for every request so far. */
  const clients: (string | undefined)[] = [];
  const server = createServer({ key: TEST_KEY, cert: TEST_CERTIFICATE, ...options }, (request, response) => {
    clients.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined);
    request.resume();
    if (request.method === 'DELETE') return response.writeHead(204).end();
    const pagination = { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    return response.end(JSON.stringify({ data: [], meta: { pagination } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    clients,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
