import { checkPlainObject } from '../transport/check-options.js';
import type { PreparedRequest } from '../transport/prepare-request.js';
import type { SendOptions, Transport } from '../transport/transport.js';
import type { AttributeValueFilters, AttributeValuePage } from '../wire-types.js';
import { LIST, nameFilter, toQuery } from './list-filters.js';
import { recordsOf } from './records.js';

/**
 * The request for one page of attribute values.
 *
 * @throws InvalidRequestError for unknown filters and unusable values.
 */
export function prepareList(transport: Transport, filters: AttributeValueFilters): PreparedRequest<typeof LIST> {
  checkPlainObject(filters, 'filters');
  const input = { params: { query: toQuery(filters) } };
  return transport.prepare({ operationId: LIST, input, nameArgument: nameFilter });
}

/** One page of attribute values. */
export function sendList(
  transport: Transport,
  request: PreparedRequest<typeof LIST>,
  options: SendOptions,
  findProblem: (page: AttributeValuePage) => string | undefined = () => undefined,
): Promise<AttributeValuePage> {
  const check = (body: unknown) => (isPage(body) ? findProblem(body) : 'its body has no list of records');
  return transport.send(request, { ...options, findProblem: check });
}

/** Single records are taken on trust, and so is where the page stands. */
function isPage(body: unknown): body is AttributeValuePage {
  return recordsOf(body) !== undefined;
}
