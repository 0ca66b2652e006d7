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
  if (mediaType === undefined || bestRange(documented, mediaType) === undefined) {
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
  return /^[^/]+\/([^/]+\+)?json$/.test(mediaType ?? '');
}

/** Of documented media types and ranges of them, the one that covers a media type most closely. */
export function bestRange(documented: readonly string[], mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined;
  const wanted = [mediaType, mediaType.replace(/\/[^/]*$/, '/*'), '*/*'];
  return wanted
    .map((form) => documented.find((range) => range.toLowerCase().split(';')[0]?.trim() === form))
    .find((range) => range !== undefined);
}
