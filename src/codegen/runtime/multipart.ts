import { type CallParameter, isObject, membersOf, scalarText } from './parameters.js';

/** A field of a form that is not written as such fields usually are. */
export interface CallField extends CallParameter {
  /** The type of its part in a form of several parts. */
  readonly contentType?: string;
  /** It is a file, which gets a name even if it is given as text. */
  readonly isFile?: true;
}

type Bytes = Exclude<BlobPart, string>;

interface Part {
  readonly content: BlobPart;
  readonly type: string | undefined;
  readonly fileName: string | undefined;
}

/**
 * Writes an object as a form of several parts, lists as repeated parts. Not as FormData, which would make a file of every part
 * that has a type.
 *
 * @throws TypeError for a field that has no textual form.
 */
export function writeMultipart(
  mediaType: string,
  fields: readonly CallField[],
  value: object,
): { body: Blob; contentType: string } {
  const boundary = `----${crypto.randomUUID()}`;
  const written = membersOf(value).flatMap(([name, given]) => {
    const field = fields.find((other) => other.name === name) ?? { name };
    const parts = [given].flat().filter((part) => part !== null && part !== undefined);
    return parts.flatMap((part) => partLines(boundary, name, partOf(field, part)));
  });
  const [plain = mediaType] = mediaType.split(';');
  return { body: new Blob([...written, `--${boundary}--\r\n`]), contentType: `${plain}; boundary=${boundary}` };
}

/** The content of a part, with the type and the file name that the document and the value give it. */
function partOf({ name, contentType, isFile }: CallField, given: unknown): Part {
  // Of several types, only the value can tell which one it is of.
  const declared = contentType !== undefined && !/[*,]/.test(contentType) ? contentType : undefined;
  const bytes = bytesOf(given);
  if (bytes) {
    const own = given instanceof Blob && given.type !== '' ? given.type : undefined;
    const fileName = given instanceof File ? given.name : 'blob';
    return { content: bytes, type: own ?? declared ?? 'application/octet-stream', fileName };
  }
  const isJson = isObject(given) || /^[^/]+\/([^/;]+\+)?json\b/i.test(declared ?? '');
  const content = isJson ? JSON.stringify(given) : scalarText(name, given);
  const type = declared ?? (isJson ? 'application/json' : isFile ? 'application/octet-stream' : undefined);
  return { content, type, fileName: isFile ? 'blob' : undefined };
}

function bytesOf(value: unknown): Bytes | undefined {
  if (value instanceof Blob || value instanceof ArrayBuffer) return value;
  return value instanceof Uint8Array ? new Uint8Array(value) : undefined;
}

function partLines(boundary: string, name: string, { content, type, fileName }: Part): BlobPart[] {
  const file = fileName === undefined ? '' : `; filename="${escaped(fileName)}"`;
  const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n${typeLine}\r\n`;
  return [head, content, '\r\n'];
}

/** Names as forms of browsers have them. */
function escaped(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
