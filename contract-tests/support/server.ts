import { operations, server } from '../../generated/operations.js';
import { serializeQuery } from '../../generated/serialize.js';
import { pointerTo } from '../../src/json.js';

/** Where the document says that the API is: scheme and host, without the path that every URL begins with. */
export const { origin: ORIGIN, host: HOST } = new URL(server.url);

/** Where attribute values are, the path that most tests call. */
export const { path: VALUES_PATH } = operations.listCustomerAttributeValues;
export const VALUES_POINTER = pointerTo('/paths', VALUES_PATH);

/** The values of a list in the query of a URL, however the document writes lists. */
export function listIn(url: string, name = 'id:in'): string[] {
  const { searchParams } = new URL(url, ORIGIN);
  return searchParams.getAll(name).flatMap((text) => text.split(','));
}

/** A list of ids as the query of a URL, as the document writes lists. */
export function idsAsQuery(ids: readonly (number | string)[]): string {
  return serializeQuery(operations.deleteCustomers.parameters.query, { 'id:in': ids });
}
