import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { reasonOf } from '../io.js';
import { bodyText } from './decode-body.js';

/** The bytes of a file that a HAR keeps a body in, or why they cannot be read: the end of a sentence about the file. */
export type ReadAttached = (name: string) => { readonly bytes: Uint8Array } | { readonly reason: string };

/**
 * Reads the files next to a HAR. Nothing outside its folder is read, not even through a symbolic link: a HAR from somebody else
 * must not bring other files of this machine into a report.
 */
export function attachedTo(har: string): ReadAttached {
  return (name) => {
    try {
      const folder = realpathSync(dirname(har));
      const path = realpathSync(resolve(folder, name));
      if (!isWithin(folder, path)) return { reason: 'is outside the folder of the HAR file' };
      const found = statSync(path);
      if (!found.isFile()) return { reason: 'is not a file' };
      if (found.size > MAX_BYTES) return { reason: `is larger than ${MAX_BYTES} bytes` };
      return { bytes: readFileSync(path) };
    } catch (error) {
      return { reason: `cannot be read: ${reasonOf(error)}` };
    }
  };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** As many as a compressed body may have when it is decompressed. */
const MAX_BYTES = 100_000_000;

/**
 * Files have the body as it is, even if its encoding is said to be base64. Some tools copy the encoded text; that has only
 * characters of base64, which no JSON object, list or text does.
 */
export function textOfAttached(bytes: Uint8Array, isBase64: boolean): string {
  const text = bodyText(bytes);
  const isEncoded = isBase64 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) && text.replace(/\s/g, '').length % 4 === 0;
  return isEncoded ? bodyText(Buffer.from(text, 'base64')) : text;
}
