import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** The time a client has to send a request. */
  readonly requestTimeoutMs: number;
}

/**
 * Serves an app on this machine. Node itself responds with 400 to invalid HTTP and to contradictory lengths, with 431 to
 * headers of more than 16 KiB, and with 408 to requests that take too long; the app sees these only if the headers have
 * arrived. Connections beyond 1,000 and tunnels (`CONNECT`) are closed.
 *
 * @throws Error when the port is taken, or the host is not an address of this machine.
 */
export async function listen(app: RequestListener, { host, port, requestTimeoutMs }: ServerSettings): Promise<Server> {
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
      keepAliveTimeout: IDLE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: false,
    },
    app,
  );
  // Without a listener, Node would respond with 417 to every `Expect` but `100-continue`.
  server.on('checkExpectation', app);
  server.maxConnections = MAX_CONNECTIONS;
  server.listen({ host, port });
  await once(server, 'listening');
  return server;
}

/** Closes the server and all of its connections, including those with a request under way. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Longer than clients keep idle connections open, so that a connection is never closed just as a request is sent. */
const IDLE_MS = 65_000;
const MAX_HEADER_BYTES = 16_384;
const MAX_CONNECTIONS = 1_000;

/** The body has more bytes than allowed. The rest was not read. */
export const TOO_LARGE = Symbol('too large');

/** The connection ended before the body did. */
export const BROKEN_OFF = Symbol('broken off');

/**
 * The body of a request as text. Hono's own limit does not work for chunked requests on Node unless Hono replaces the global
 * `Request`, which belongs to the user's tests.
 */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<string | typeof TOO_LARGE | typeof BROKEN_OFF> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return TOO_LARGE;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not close the connection, because the response is still to be sent.
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
