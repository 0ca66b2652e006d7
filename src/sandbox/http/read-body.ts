import type { IncomingMessage } from 'node:http';

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
