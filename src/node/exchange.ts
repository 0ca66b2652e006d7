import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LeanRequest, LeanResponse } from '../transport/lean-fetch.js';
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
      // Types of Node 20 know no list of pairs, which is the form that Node can write without a copy.
      headers: headersOf(request, origin.host) as unknown as Record<string, string>,
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

/** Names and values, as they go over the wire. Node adds the Connection header. */
function headersOf({ method, headers, body }: LeanRequest, host: string): [string, string][] {
  const list: [string, string][] = [['Host', host], ...headers];
  // Without a length, Node would send bodies in chunks, which some servers refuse; a missing body too.
  if (body !== undefined) list.push(['Content-Length', String(Buffer.byteLength(body))]);
  else if (method === 'PUT' || method === 'POST') list.push(['Content-Length', '0']);
  return list;
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
