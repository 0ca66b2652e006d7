import { readHeaders } from '../../contract/exchange.js';
import type { Contract, WireRequest } from '../../contract/index.js';
import { isSecretParameter } from '../../contract/secrets/names.js';
import type { ExchangeEntry } from '../input/entry.js';

/** Whether credentials seem to have been taken out of a file before it was saved: no request in it has any. */
export function areStripped(entries: readonly ExchangeEntry[], { operations }: Contract): boolean {
  const credentials = Object.values(operations).flatMap(({ security }) => security.flat());
  const declared = new Set(credentials.map(({ name }) => name.toLowerCase()));
  // Also one of another name than the document has: what is sent in the wrong place is a mistake of the sender.
  const isCredential = (name: string) =>
    declared.has(name.toLowerCase()) || (isSecretParameter(name) && !/csrf|xsrf/i.test(name));
  return entries.every(({ exchange, isExported }) => isExported && !namesIn(exchange.request).some(isCredential));
}

function namesIn({ url, headers }: WireRequest): string[] {
  const query = url.split('?').slice(1).join('?').split(/[&#]/);
  return [...readHeaders(headers).keys(), ...query.map((pair) => pair.split('=')[0] ?? '')];
}
