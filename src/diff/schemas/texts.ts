import type { Json } from '../../json.js';
import type { Tendency } from '../tendency.js';

/**
 * Whether one pattern matches more texts than another. Only a missing anchor tells: at the start and the end of a pattern,
 * it can but forbid matches.
 */
export function patternTendency(old: Json, now: Json): Tendency {
  if (isAnchoredFormOf(String(old), String(now))) return 'looser';
  return isAnchoredFormOf(String(now), String(old)) ? 'stricter' : 'contradictory';
}

function isAnchoredFormOf(anchored: string, open: string): boolean {
  if (open === '' || open === '.*') return true;
  const [unstarted, unended] = [`^${open}`, `${open}$`];
  // A backslash before it makes $ a character like others.
  const isEnd = !/(^|[^\\])(\\\\)*\\$/.test(open);
  return anchored === unstarted || (isEnd && (anchored === unended || anchored === `^${unended}`));
}

/** Formats of which the first includes the second. */
const WIDER: readonly (readonly [wider: string, narrower: string])[] = [
  ['int64', 'int32'],
  ['double', 'float'],
  ['idn-email', 'email'],
  ['idn-hostname', 'hostname'],
  ['iri', 'uri'],
  ['iri-reference', 'uri-reference'],
  ['uri-reference', 'uri'],
  ['iri-reference', 'iri'],
];

export function formatTendency(old: Json, now: Json): Tendency {
  if (WIDER.some(([wider, narrower]) => wider === now && narrower === old)) return 'looser';
  if (WIDER.some(([wider, narrower]) => wider === old && narrower === now)) return 'stricter';
  return 'contradictory';
}

export function multipleTendency(old: Json, now: Json): Tendency {
  if (typeof old !== 'number' || typeof now !== 'number') return 'contradictory';
  if (isMultiple(old, now)) return 'looser';
  return isMultiple(now, old) ? 'stricter' : 'contradictory';
}

function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9;
}
