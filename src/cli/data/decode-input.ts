import { isUtf8 } from 'node:buffer';
import { InputError } from '../command.js';

/**
 * Decodes text as spreadsheets, editors and shells write it: UTF-8, or UTF-16 with a byte order mark. Other encodings are not
 * guessed: after a wrong guess, misread names would be written to the store.
 *
 * @throws InputError with the first line that is not in this encoding and what to do about it, or when the text is too large.
 */
export function decodeInput(bytes: Uint8Array, source: string): DecodedText {
  if (bytes.length > MOST_BYTES) throw new InputError([`${source}: larger than 500 MB; split it`]);
  const other = OTHER_FILES.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (other) throw new InputError([`${source}: ${other.problem}`]);
  const text = decode(bytes, source);
  if (text.includes('\0'))
    throw new InputError([`${source}: has NUL characters, as UTF-16 without a byte order mark has; ${REMEDY}`]);
  const content = text.trimEnd();
  if (content.endsWith('\u001a')) {
    const line = content.split(/\r\n|\n|\r/).length;
    throw new InputError([
      `${source}:${line}: ends with Control-Z (0x1A), which some old programs write at the end of a file; remove this character`,
    ]);
  }
  return { text, encoding: encodingOf(bytes) };
}

function decode(bytes: Uint8Array, source: string): string {
  const { name: encoding } = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const place = encoding === 'utf-8' ? `${source}:${firstLineOfOther(bytes)}` : source;
    throw new InputError([`${place}: not ${encoding.toUpperCase()} text; ${REMEDY}`]);
  }
}

export interface DecodedText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** How a text is written as bytes. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Whether a byte order mark goes before it. */
  readonly hasMark: boolean;
}

export function encodingOf(bytes: Uint8Array): TextEncoding {
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  return { name: marked?.name ?? 'utf-8', hasMark: marked !== undefined };
}

/** Excel's "Unicode Text" is UTF-16 with a byte order mark, and so are files written by PowerShell. */
const MARKS = [
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
  { name: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
] as const;

export function encodeText(text: string, { name, hasMark }: TextEncoding): Uint8Array {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (name === 'utf-8') return Buffer.from(marked);
  const bytes = Buffer.from(marked, 'utf16le');
  return name === 'utf-16be' ? bytes.swap16() : bytes;
}

const SPREADSHEET = 'a spreadsheet, not a text file; save it as "CSV UTF-8"';

/** Files that have the name of a text at times, by their first bytes. */
const OTHER_FILES = [
  { start: [0x50, 0x4b, 0x03, 0x04], problem: `${SPREADSHEET}, or unpack it if it is a ZIP archive` },
  { start: [0xd0, 0xcf, 0x11, 0xe0], problem: SPREADSHEET },
  { start: [0x1f, 0x8b], problem: 'compressed; unpack it with gunzip' },
  { start: [0x25, 0x50, 0x44, 0x46], problem: 'a PDF, not a text file' },
];

/** What fits into one JavaScript string. */
const MOST_BYTES = 500_000_000;

const REMEDY = 'save it as "CSV UTF-8" in Excel, or as UTF-8 in other programs';

/** Line breaks are the same bytes in UTF-8 and in the encodings that are mistaken for it. */
function firstLineOfOther(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
