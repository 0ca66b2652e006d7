import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** A body as text. One that is not what its Content-Encoding says is text as it is: the contract will say the rest. */
export function decodedText(body: Buffer, contentEncoding: string | undefined): string {
  const decode = DECODERS.get(contentEncoding?.trim().toLowerCase() ?? '');
  try {
    return (decode?.(body) ?? body).toString('utf8');
  } catch {
    return body.toString('utf8');
  }
}

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);
