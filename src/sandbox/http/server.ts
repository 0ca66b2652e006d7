import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

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

/** There was more than a body may have. The rest has not been read. */
export const TOO_LARGE = Symbol('too large');

/** The connection ended before the body did. */
export const BROKEN_OFF = Symbol('broken off');

/**
 * The body of a request as text. Read from the connection, because the limit of Hono does not go with requests of its
 * server for Node when those are chunked, unless it replaces the global `Request`, which belongs to the user's tests.
 */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<string | typeof TOO_LARGE | typeof BROKEN_OFF> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return TOO_LARGE;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not close the connection, on which the answer is still to come.
  const bytes: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > maxBytes) return TOO_LARGE;
      chunks.push(chunk);
    }
  } catch {
    return BROKEN_OFF;
  }
  return Buffer.concat(chunks).toString('utf8');
}
