import type { WireType } from '../../generated/descriptor.js';

/** Turns text into the value that it stands for, given the types that the value may have. Other text stays text. */
export function fromText(text: string, types: readonly WireType[]): unknown {
  if (types.includes('integer') && INTEGER.test(text)) return Number(text);
  if (types.includes('number') && NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** As JSON writes numbers: no sign but a minus, no leading zeros, no spaces. */
const INTEGER = /^-?(0|[1-9]\d*)$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Undoes percent-encoding. `undefined` where it is malformed. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
