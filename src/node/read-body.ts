import type { IncomingMessage } from 'node:http';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

type Decompress = (body: Buffer, callback: (error: Error | null, plain: Buffer) => void) => void;

/** Nothing is asked for in the request, but some proxies compress all the same. */
const DECOMPRESSORS: Readonly<Record<string, Decompress | undefined>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: brotliDecompress,
};

/** Reads the body of an answer as UTF-8, and calls back once: with all of it, or with why it is not complete. */
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
    if (decompress) decompress(body, (error, plain) => (error ? fail(error) : finish(decode(plain))));
    else finish(decode(body));
  });
}

/** Without the byte order mark, as `fetch` does: it is no part of the text, and no JSON. */
function decode(body: Buffer): string {
  const text = body.toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
