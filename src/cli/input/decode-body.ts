import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { valueAt } from '../../json.js';
import { UnreadableError } from './entry.js';

/** @throws UnreadableError when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableError(`${name} is not UTF-8`);
  }
}

/** The text of a body. Bytes that are not UTF-8 become text that is not valid JSON, because JSON is UTF-8 (RFC 8259, 8.1). */
export function bodyText(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, 'the body');
  } catch {
    return `\ufffd${new TextDecoder().decode(bytes)}`;
  }
}

/**
 * Undoes the encodings of a `Content-Encoding`, last one first.
 *
 * @throws UnreadableError when an encoding is unknown, or the bytes are not encoded like this.
 */
export function decompress(bytes: Uint8Array, contentEncoding: string, name: string): Uint8Array {
  const encodings = contentEncoding.toLowerCase().split(',');
  return encodings.reduceRight((encoded, part) => decompressOne(encoded, part.trim(), name), bytes);
}

function decompressOne(bytes: Uint8Array, encoding: string, name: string): Uint8Array {
  if (encoding === '' || encoding === 'identity') return bytes;
  const decompressor = DECOMPRESSORS.get(encoding);
  if (!decompressor) throw new UnreadableError(`${name} has the unknown Content-Encoding ${JSON.stringify(encoding)}`);
  try {
    return decompressor(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    const isTooLarge = valueAt(error, 'code') === 'ERR_BUFFER_TOO_LARGE';
    throw new UnreadableError(
      isTooLarge ? `${name} has more than ${MAX_BYTES} bytes when decompressed` : `${name} is not ${encoding}`,
    );
  }
}

type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;

const DECOMPRESSORS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/** A few kilobytes can decompress to gigabytes. */
const MAX_BYTES = 100_000_000;

/** @throws UnreadableError when the text is not hexadecimal. */
export function fromHex(text: string, name: string): Buffer {
  if (!isHex(text)) throw new UnreadableError(`${name} is not hexadecimal`);
  return Buffer.from(text, 'hex');
}

export function isHex(text: unknown): text is string {
  return typeof text === 'string' && text.length % 2 === 0 && !/[^0-9a-f]/i.test(text);
}

/** @throws UnreadableError when the text is not base64. */
export function fromBase64(text: string, name: string): Buffer {
  if (/[^A-Za-z0-9+/=\s]/.test(text)) throw new UnreadableError(`${name} is not base64`);
  return Buffer.from(text, 'base64');
}
