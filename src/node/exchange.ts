import type http from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../transport/exchange.js';

/** A server, with the agent that keeps its connections. */
export interface Origin {
  readonly module: { readonly request: typeof http.request };
  readonly agent: http.Agent;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  /** The value of the Host header. */
  readonly host: string;
}

/** Where a request goes. */
export interface Destination {
  readonly origin: Origin;
  /** Path and query, as they stand in the request line. */
  readonly path: string;
}

/**
 * Sends a request and reads the response to the end. Ends as soon as the signal is aborted, and leaves no listener on it.
 *
 * @throws the reason of the signal, or what Node says of the connection, as it is.
 */
export function exchange(request: HttpRequest, destinationOf: (url: string) => Destination): Promise<HttpResponse> {
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
    let hasResponse = false;

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
      hasResponse = true;
      const finish = (text: string) => {
        signal.removeEventListener('abort', abort);
        resolve(responseOf(message, text));
      };
      readBody(message, finish, fail);
    };

    signal.addEventListener('abort', abort);
    outgoing.on('error', fail);
    outgoing.on('response', receive);
    // A response that leaves HTTP (status 101) is neither a response nor an error to Node.
    outgoing.on('close', () => hasResponse || fail(closedWithoutResponse()));
    outgoing.end(body);
  });
}

/**
 * Headers by name, as they go over the wire. Node adds the Connection header. A list would be quicker to write, but tools
 * for tracing copy what they find here as an object, and would send the token under the name `1`.
 */
function headersOf({ method, headers, body }: HttpRequest, host: string): Record<string, string> {
  const byName: Record<string, string> = { Host: host, ...headers };
  // Without a length, Node would send bodies in chunks, which some servers refuse; a missing body too.
  if (body !== undefined) byName['Content-Length'] = String(Buffer.byteLength(body));
  else if (method === 'PUT' || method === 'POST') byName['Content-Length'] = '0';
  return byName;
}

function responseOf({ statusCode: status = 0, headers }: IncomingMessage, text: string): HttpResponse {
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => textOf(headers[name.toLowerCase()]) },
    text: () => Promise.resolve(text),
  };
}

/** Node has lists for a few names, such as that of cookies. Inherited members are not headers. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : null;
}

function closedWithoutResponse(): Error {
  return Object.assign(new Error('the connection was closed without a response'), { code: 'ECONNRESET' });
}

type Decompress = (body: Buffer, callback: (error: Error | null, plain: Buffer) => void) => void;

/** The request does not ask for compression, but some proxies compress all the same. */
const DECOMPRESSORS: Readonly<Record<string, Decompress | undefined>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: brotliDecompress,
};

/** Reads the body of a response as UTF-8, and calls back once: with the whole text, or with the error that broke it off. */
export function readBody(
  message: IncomingMessage,
  finish: (text: string) => void,
  fail: (error: unknown) => void,
): void {
  // Decoded at the end, because a character can be split between two chunks.
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Also when the connection is closed before the announced length has arrived.
  message.on('error', fail);
  message.on('end', () => {
    const [first] = chunks;
    if (first === undefined) {
      finish('');
      return;
    }
    const body = chunks.length === 1 ? first : Buffer.concat(chunks);
    const encoding = message.headers['content-encoding'];
    const decompress = encoding && DECOMPRESSORS[encoding.trim().toLowerCase()];
    // There was a response all the same, so the error says which status it had.
    const spoil = (error: Error) => fail(Object.assign(error, { status: message.statusCode }));
    if (decompress) decompress(body, (error, plain) => (error ? spoil(error) : finish(decode(plain))));
    else finish(decode(body));
  });
}

/** Without the byte order mark, as `fetch` does: it is not part of the text, and invalid in JSON. */
function decode(body: Buffer): string {
  const text = body.toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
