import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { responseTooLarge } from '../transport/exchange.js';

/** Stops reading and decompressing. Nothing is called back any more. */
export type StopReading = () => void;

export interface BodyReader {
  /** Most bytes of the body, decompressed. */
  readonly maxBytes: number;
  /** Called with the whole body as text. */
  finish(text: string): void;
  /** Called in its place with what broke it off: the connection, the decompression or its size. */
  fail(error: unknown): void;
}

/**
 * Reads a body as UTF-8, decompressed. The request does not ask for compression, but some proxies compress all the same.
 *
 * @param encoding The Content-Encoding, if there is one.
 */
export function readBody(body: Readable, encoding: string | undefined, reader: BodyReader): StopReading {
  const { maxBytes, fail } = reader;
  const finish = (bytes: Buffer) => {
    let text: string;
    try {
      text = decode(bytes);
    } catch (error) {
      // More than a string can hold, where that many bytes are allowed.
      return fail(error);
    }
    return reader.finish(text);
  };
  if (encoding === undefined) return collect(body, maxBytes, finish, fail);
  const decoders = decodersOf(encoding);
  let stop: StopReading;
  const decodeNext = (bytes: Buffer) => {
    const createDecoder = decoders.pop();
    if (!createDecoder || bytes.length === 0) return finish(bytes);
    const decoder = createDecoder(bytes);
    stop = collect(decoder, maxBytes, decodeNext, fail);
    return decoder.end(bytes);
  };
  // Small or random content grows when it is compressed.
  stop = collect(body, decoders.length > 0 ? 2 * maxBytes + 1_000 : maxBytes, decodeNext, fail);
  return () => stop();
}

/** Reads a stream to its end, or until it turns out to be too large. */
function collect(
  stream: Readable,
  maxBytes: number,
  finish: (bytes: Buffer) => void,
  fail: (error: unknown) => void,
): StopReading {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  const stop = () => {
    byteCount = Infinity;
    stream.destroy();
  };
  stream.on('data', (chunk: Buffer) => {
    byteCount += chunk.length;
    chunks.push(chunk);
    if (byteCount <= maxBytes) return;
    stop();
    fail(responseTooLarge());
  });
  // Also when the connection is closed before the announced length has arrived.
  stream.on('error', (error) => byteCount < Infinity && fail(error));
  stream.on('end', () => {
    const [first] = chunks;
    // Bytes are decoded at the end, because a character can be split between two chunks.
    finish(first && chunks.length === 1 ? first : Buffer.concat(chunks));
  });
  return stop;
}

/** Without the byte order mark, as `fetch` does: it is not part of the text, and invalid in JSON. */
function decode(bytes: Buffer): string {
  const text = bytes.toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Creates what decompresses a body, given its bytes. */
type CreateDecoder = (bytes: Buffer) => ReturnType<typeof createGunzip>;

/** Some servers send deflate without its header, which starts with these four bits. */
const createAnyInflate: CreateDecoder = (bytes) =>
  ((bytes[0] ?? 0) & 0x0f) === 0x08 ? createInflate() : createInflateRaw();

const DECODERS = new Map<string, CreateDecoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', createAnyInflate],
  ['br', () => createBrotliDecompress()],
]);

/** In the order in which they were applied. None if one is unknown: as with `fetch`, the body then stays as it is. */
function decodersOf(encoding: string): CreateDecoder[] {
  const codings = encoding.toLowerCase().split(',', MOST_CODINGS + 1);
  const decoders = codings.flatMap((coding) => DECODERS.get(coding.trim()) ?? []);
  return decoders.length === codings.length && codings.length <= MOST_CODINGS ? decoders : [];
}

/** Nobody applies more than two. Each costs as much again. */
const MOST_CODINGS = 5;
