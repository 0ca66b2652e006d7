import { isJson, withoutParameters } from '../contract/read-body.js';
import type { CallBody } from './runtime/body.js';

/** How a body of a media type is written. */
export function kindOfBody(mediaType: string): CallBody['kind'] {
  const plain = withoutParameters(mediaType);
  if (isJsonOrAny(plain)) return 'json';
  if (plain === 'application/x-www-form-urlencoded') return 'form';
  return plain.startsWith('multipart/') ? 'multipart' : 'raw';
}

/** The media type that requests are sent as: JSON if there is a choice, else a form, else the first. */
export function chosenMediaType(mediaTypes: readonly string[]): string | undefined {
  const preferred = [(kind: string) => kind === 'json', (kind: string) => kind === 'form' || kind === 'multipart'];
  const found = preferred.map((isWanted) => mediaTypes.find((mediaType) => isWanted(kindOfBody(mediaType))));
  return found.find((mediaType) => mediaType !== undefined) ?? mediaTypes[0];
}

/** Whether a response of a media type is read as JSON. Documents that promise anything nearly always mean JSON. */
export function isJsonOrAny(mediaType: string): boolean {
  const plain = withoutParameters(mediaType);
  return isJson(plain) || plain === '*/*' || plain === 'application/*';
}

/** What a client sends for a range. */
export function sentMediaType(mediaType: string): string {
  return mediaType.includes('*') ? 'application/json' : mediaType;
}

/** How successes are read: all as JSON, none as JSON, or according to their Content-Type. */
export function readsOf(contents: readonly (readonly string[])[]): 'json' | 'stream' | 'mixed' {
  const kinds = contents.filter((mediaTypes) => mediaTypes.length > 0).map((types) => types.some(isJsonOrAny));
  if (!kinds.includes(false)) return 'json';
  return kinds.includes(true) ? 'mixed' : 'stream';
}
