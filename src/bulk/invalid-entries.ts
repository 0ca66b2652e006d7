import type { BigCommerceError } from '../errors/bigcommerce-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { isPlainObject } from '../transport/check-options.js';
import type { Chunk } from './chunk.js';

/**
 * The entries that are to blame for the refusal of a request, as far as it names them by their positions.
 *
 * @param isAcceptable Whether the client would send an entry.
 */
export function invalidEntries<Item>(
  error: BigCommerceError,
  sent: Chunk<Item>,
  isAcceptable: (chunk: Chunk<Item>) => boolean,
): Chunk<Item> {
  if (error instanceof InvalidRequestError) return sent.filter((entry) => !isAcceptable([entry]));
  // Answers to batches have a list there, of which the positions are its own.
  if (!(error instanceof ValidationError) || !isPlainObject(error.errors)) return [];
  // A number alone may be an id as well.
  const named = new Set(Object.keys(error.errors).map((key) => /^(\d+)\./.exec(key)?.[1]));
  return sent.filter((_, position) => named.has(String(position)));
}
