import { type ExchangeOperator, onResponse } from '../operator.js';

export const STATUS_OPERATORS: readonly ExchangeOperator[] = [
  replacing('R2XX', 'a success instead', [200, 201, 202, 204]),
  replacing('R4XX', 'an error of the client instead', [400, 401, 403, 404, 409, 422, 429]),
  replacing('R5XX', 'an error of the server instead', [500, 501, 502, 503, 504]),
];

function replacing(name: string, title: string, statuses: readonly number[]): ExchangeOperator {
  return onResponse('HttpMutator', name, title, (response) =>
    statuses
      .filter((status) => status !== response.status)
      .map((status) => [`${status} instead of ${response.status}`, { ...response, status }]),
  );
}
