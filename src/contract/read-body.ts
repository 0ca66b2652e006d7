import type { Violation } from '../errors/contract-violation-error.js';
import { type Place, violation } from './violations.js';

/** A body as a value, or what keeps it from being read. */
export interface ReadBody {
  readonly value?: unknown;
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
): ReadBody {
  if (mediaType === undefined || !documented.some((range) => covers(range, mediaType))) {
    return {
      violations: [
        violation(place, 'content', documented.join(' or ') || 'no body', mediaType ?? 'a body without Content-Type'),
      ],
    };
  }
  if (typeof body !== 'string' || !isJson(mediaType)) return { value: body, violations: [] };
  try {
    return { value: JSON.parse(body), violations: [] };
  } catch {
    return { violations: [violation(place, 'content', 'valid JSON', body)] };
  }
}

/** Whether a media type is JSON, or is written in JSON. */
export function isJson(mediaType: string | undefined): boolean {
  return /[/+]json$/.test(mediaType ?? '');
}

/** Whether a media type, or a range of them, covers another. */
export function covers(range: string, mediaType: string): boolean {
  const [type, subtype] = range.toLowerCase().split(';')[0]?.trim().split('/') ?? [];
  const [otherType, otherSubtype] = mediaType.split('/');
  return (type === '*' || type === otherType) && (subtype === '*' || subtype === otherSubtype);
}
