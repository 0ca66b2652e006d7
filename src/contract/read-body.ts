import type { Violation } from '#errors';
import type { WireType } from '../../generated/descriptor.js';
import { percentDecoded } from '../json.js';
import type { QueryParameterDescriptor, TextDescriptors } from './contract.js';
import { decodeQuery } from './decode-query.js';
import { type Place, violation } from './violations.js';
import { fromText } from './wire-value.js';

/** A body as a value, or what keeps it from being read. */
export interface ReadBody {
  readonly value?: unknown;
  /** Whether the value is one that a schema can be held against. */
  readonly isRead: boolean;
  readonly violations: readonly Violation[];
}

export function hasBody(body: unknown): boolean {
  return body !== undefined && body !== null && body !== '';
}

/** Reads a body as what its media type says it is, which must be a documented one. Ranges (`text/*`) are understood. */
export function readBody(
  body: unknown,
  mediaType: string | undefined,
  documented: readonly string[],
  place: Place,
  texts: TextDescriptors = {},
): ReadBody {
  const range = bestRange(documented, mediaType);
  if (mediaType === undefined || range === undefined) {
    return {
      isRead: false,
      violations: [
        violation(place, 'content', documented.join(' or ') || 'no body', mediaType ?? 'a body without Content-Type'),
      ],
    };
  }
  const { fields, types = ['string'], otherTypes } = texts[range] ?? {};
  if (mediaType === FORM) return fields ? { isRead: true, ...readForm(body, fields, otherTypes, place) } : UNREAD;
  if (!isJson(mediaType)) return { ...UNREAD, ...(mediaType.startsWith('text/') && readText(body, types)) };
  if (typeof body !== 'string') return { value: body, isRead: true, violations: [] };
  try {
    return { value: JSON.parse(body), isRead: true, violations: [] };
  } catch {
    return { isRead: false, violations: [violation(place, 'content', 'valid JSON', body)] };
  }
}

const UNREAD: ReadBody = { isRead: false, violations: [] };

/** A text that is meant to be structured, XML for example, is not looked into. */
function readText(body: unknown, types: readonly WireType[]) {
  return { value: typeof body === 'string' ? fromText(body, types) : body, isRead: isPlainText(types) };
}

/** A form as an object. Fields that are not declared are members as well. */
function readForm(
  body: unknown,
  fields: readonly QueryParameterDescriptor[],
  otherTypes: readonly WireType[] = ['string'],
  place: Place,
) {
  if (typeof body !== 'string') return { value: body, violations: [] };
  const { values, undeclared, violations } = decodeQuery(body.replaceAll('+', '%20'), fields, place);
  const others = [...undeclared].map(([name, text]) => [name, fromText(percentDecoded(text), otherTypes)]);
  return { value: { ...Object.fromEntries(others), ...values }, violations };
}

/** How browsers send forms without files. */
export const FORM = 'application/x-www-form-urlencoded';

/** Whether a text that has one of these types can be read without knowing anything else about it. */
export function isPlainText(types: readonly WireType[]): boolean {
  return types.some((type) => type !== 'array' && type !== 'object');
}

/** Whether a media type is JSON, or is written in JSON. */
export function isJson(mediaType: string | undefined): boolean {
  return /^[^/]+\/([^/]+\+)?json$/.test(mediaType ?? '');
}

/** Of documented media types and ranges of them, the one that covers a media type most closely. */
export function bestRange(documented: readonly string[], mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined;
  const wanted = [mediaType, mediaType.replace(/\/[^/]*$/, '/*'), '*/*'];
  return wanted.map((form) => documented.find((range) => plain(range) === form)).find((range) => range !== undefined);
}

/** A media type without its parameters. */
export function plain(mediaType: string): string {
  return mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
}
