import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LeanRequest, LeanResponse } from '../transport/exchange.js';
import type { Destination } from './destination.js';
import { readBody } from './read-body.js';

/**
 * Sends a request and reads its answer to the end. Ends as soon as the signal is aborted, and leaves no listener on it.
 *
 * @throws the reason of the signal, or what Node says of the connection, as it is.
 */
export function exchange(request: LeanRequest, destinationOf: (url: string) => Destination): Promise<LeanResponse> {
  const { method, url, body, signal } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const { origin, path } = destinationOf(url);
    const outgoing: ClientRequest = origin.module.request({
      agent: origin.agent,
      protocol: origin.protocol,
      hostname: origin.hostname,
      port: origin.port,
      method,
      path,
      headers: headersOf(request, origin.host),
    });
    let isAnswered = false;

    const abort = () => {
      signal.removeEventListener('abort', abort);
      reject(signal.reason);
      outgoing.destroy();
    };
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', abort);
      reject(error);
    };
    const receive = (message: IncomingMessage) => {
      isAnswered = true;
      const finish = (text: string) => {
        signal.removeEventListener('abort', abort);
        resolve(responseOf(message, url, text));
      };
      readBody(message, finish, fail);
    };

    signal.addEventListener('abort', abort);
    outgoing.on('error', fail);
    outgoing.on('response', receive);
    // An answer that leaves HTTP (status 101) is neither a response nor an error to Node.
    outgoing.on('close', () => isAnswered || fail(closedWithoutAnswer()));
    outgoing.end(body);
  });
}

/**
 * Headers by name, as they go over the wire. Node adds the Connection header. A list would be quicker to write, but tools
 * for tracing copy what they find here as an object, and would send the token under the name `1`.
 */
function headersOf({ method, headers, body }: LeanRequest, host: string): Record<string, string> {
  const byName: Record<string, string> = { Host: host };
  for (const [name, value] of headers) byName[name] = value;
  // Without a length, Node would send bodies in chunks, which some servers refuse; a missing body too.
  if (body !== undefined) byName['Content-Length'] = String(Buffer.byteLength(body));
  else if (method === 'PUT' || method === 'POST') byName['Content-Length'] = '0';
  return byName;
}

function responseOf({ statusCode: status = 0, headers }: IncomingMessage, url: string, text: string): LeanResponse {
  return {
    status,
    ok: status >= 200 && status < 300,
    redirected: false,
    type: 'basic',
    url,
    headers: { get: (name) => textOf(headers[name.toLowerCase()]) },
    text: () => Promise.resolve(text),
  };
}

/** Only names that Node keeps apart, of cookies above all, have a list. What objects inherit is no header. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : null;
}

function closedWithoutAnswer(): Error {
  return Object.assign(new Error('the connection was closed without an answer'), { code: 'ECONNRESET' });
}
