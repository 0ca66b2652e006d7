import type { Violation } from '#errors';
import type { WireType } from '../../generated/descriptor.js';
import { percentDecoded } from '../json.js';
import type { QueryParameterDescriptor, TextDescriptors } from './contract.js';
import { type DecodedQuery, decodeQuery } from './decode-query.js';
import { type Place, violation } from './violations.js';
import { fromText } from './wire-value.js';

/** A body as a value, or the violations that prevent reading it. */
export interface ReadBody {
  readonly value?: unknown;
  /** Whether the value can be checked against a schema. */
  readonly isRead: boolean;
  readonly violations: readonly Violation[];
  /** Other readings of the fields of a form. */
  readonly readings?: DecodedQuery['readings'];
}

export function hasBody(body: unknown): boolean {
  return body !== undefined && body !== null && body !== '';
}

/** Reads a body according to its media type, which must be documented, as itself or as a range (`text/*`). */
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

/** Structured text, such as XML, is not parsed. */
function readText(body: unknown, types: readonly WireType[]) {
  return { value: typeof body === 'string' ? fromText(body, types) : body, isRead: isPlainText(types) };
}

/** A form as an object. Undeclared fields become members as well. */
function readForm(
  body: unknown,
  fields: readonly QueryParameterDescriptor[],
  otherTypes: readonly WireType[] = ['string'],
  place: Place,
) {
  if (typeof body !== 'string') return { value: body, violations: [] };
  const { values, undeclared, violations, readings } = decodeQuery(body, fields, place);
  const others = [...undeclared].map(([name, text]) => {
    return [name, fromText(percentDecoded(text.replaceAll('+', ' ')), otherTypes)];
  });
  return { value: { ...Object.fromEntries(others), ...values }, violations, readings };
}

/** The media type of forms without files. */
export const FORM = 'application/x-www-form-urlencoded';

/** Whether one of these types can be read from plain text. */
export function isPlainText(types: readonly WireType[]): boolean {
  return types.some((type) => type !== 'array' && type !== 'object');
}

/** Whether a media type is JSON or based on JSON, such as `application/problem+json`. */
export function isJson(mediaType: string | undefined): boolean {
  return /^[^/]+\/([^/]+\+)?json$/.test(mediaType ?? '');
}

/** The most specific documented media type or range that covers a media type. */
export function bestRange(documented: readonly string[], mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined;
  const ofSuffix = mediaType.replace(/\/[^/]*(?=\+)/, '/*');
  const wanted = [mediaType, ofSuffix, mediaType.replace(/\/[^/]*$/, '/*'), '*/*'];
  return wanted
    .map((form) => documented.find((range) => withoutParameters(range) === form))
    .find((range) => range !== undefined);
}

/** A media type without its parameters. */
export function withoutParameters(mediaType: string): string {
  return mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
}
