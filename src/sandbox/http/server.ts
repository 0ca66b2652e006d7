import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** How long a client may take to send a request. */
  readonly requestTimeoutMs: number;
}

/**
 * Serves an app on this machine. What is no HTTP, or contradicts itself about where a request ends, gets a 400; headers
 * of more than 16 KiB get a 431; requests that do not come to an end in time, a 408. Of these the app sees only what goes
 * wrong after the headers. Connections beyond 1,000 are closed, and tunnels (`CONNECT`).
 *
 * @throws Error when the port is taken, or the host is none of this machine.
 */
export async function listen(app: RequestListener, { host, port, requestTimeoutMs }: ServerSettings): Promise<Server> {
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
      keepAliveTimeout: IDLE_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
      insecureHTTPParser: false,
    },
    app,
  );
  // Whatever a client expects, it is a request. Without a listener, Node would answer 417 by itself.
  server.on('checkExpectation', app);
  server.maxConnections = MOST_CONNECTIONS;
  server.listen({ host, port });
  await once(server, 'listening');
  return server;
}

/** Ends the server and all of its connections, answered or not. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Longer than clients keep idle connections, so that none is closed under a request. */
const IDLE_MS = 65_000;
const MOST_HEADER_BYTES = 16_384;
const MOST_CONNECTIONS = 1_000;
