import { isUtf8 } from 'node:buffer';
import { InputError } from './input-error.js';

/**
 * Text as spreadsheets, editors and shells write it: UTF-8, or UTF-16 if a byte order mark says so. Other encodings are
 * not guessed: what a wrong guess makes of a name would be written to the store.
 *
 * @throws InputError with the first line that is something else, and what to do about it; or when it is too large.
 */
export function decodeInput(bytes: Uint8Array, source: string): string {
  if (bytes.length > MOST_BYTES) throw new InputError([`${source}: larger than 500 MB; split it`]);
  const encoding = MARKED.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding ?? 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const place = encoding === 'utf-8' ? `${source}:${firstLineOfOther(bytes)}` : source;
    throw new InputError([`${place}: not ${encoding.toUpperCase()} text; ${REMEDY}`]);
  }
}

/** By byte order marks. "Unicode Text" of Excel has one, and what PowerShell writes to files. */
const MARKED = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** What fits into one text of JavaScript. */
const MOST_BYTES = 500_000_000;

const REMEDY = 'save it as "CSV UTF-8" in Excel, or with the encoding UTF-8 in other programs';

/** Line ends are the same bytes in UTF-8 and in all encodings that are mistaken for it. */
function firstLineOfOther(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
