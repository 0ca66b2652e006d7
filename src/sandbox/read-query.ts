import type { QueryParameterDescriptor } from '../../generated/contract-descriptor.js';
import { fromText, percentDecoded } from '../contract/wire-value.js';

/** A query as a store reads it, which is not as strictly as the document wants it written. */
export interface ReadQuery {
  readonly values: Readonly<Record<string, unknown>>;
  readonly undeclared: readonly string[];
}

/** Commas may be percent-encoded, and of a name that is repeated all but the first are ignored. */
export function readQuery(query: string, parameters: readonly QueryParameterDescriptor[]): ReadQuery {
  const values = new Map<string, unknown>();
  const undeclared: string[] = [];
  for (const pair of query === '' ? [] : query.split('&')) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = percentDecoded(rawName) ?? rawName;
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) undeclared.push(name);
    else if (!values.has(name)) values.set(name, readValue(rest.join('='), parameter));
  }
  const used = [...values].filter(([, value]) => value !== IGNORED);
  return { values: Object.fromEntries(used), undeclared };
}

const IGNORED = Symbol('ignored');

function readValue(raw: string, { types, itemTypes = ['string'], dateFilter }: QueryParameterDescriptor): unknown {
  // Dates that are percent-encoded are passed over without a word, so that more is listed than was asked for.
  if (dateFilter && raw.includes('%')) return IGNORED;
  const text = percentDecoded(raw) ?? raw;
  return types.includes('array') ? text.split(',').map((item) => fromText(item, itemTypes)) : fromText(text, types);
}
