import { describe, expect, test } from '@jest/globals';
import { checkRequest, checkResponse } from '../../../src/contract/index.js';
import { SPECIFICATION } from '../../support/specification.js';
import { deriveValid } from './derive.js';

describe.each(deriveValid(SPECIFICATION).map((derived) => [derived.operation.operationId, derived] as const))(
  '%s',
  (operationId, { operation, requests, responses }) => {
    test('accepts every request at the edge of what the document allows', () => {
      const rejected = requests
        .map(({ what, request }) => ({ what, found: checkRequest(request).map(({ message }) => message) }))
        .filter(({ found }) => found.length > 0);
      expect(rejected).toEqual([]);
    });

    test('accepts every answer at the edge of what the document allows', () => {
      const rejected = responses
        .map(({ what, response }) => ({
          what,
          found: checkResponse(response, operationId).map(({ message }) => message),
        }))
        .filter(({ found }) => found.length > 0);
      expect(rejected).toEqual([]);
    });

    test('there is a request with and one without each parameter that may be left out', () => {
      const queries = requests.map(({ request }) => new URL(request.url).searchParams);
      for (const { name, required, in: place } of operation.parameters) {
        if (place !== 'query') continue;
        expect(queries.some((query) => query.has(name))).toBe(true);
        expect(queries.every((query) => query.has(name))).toBe(required);
      }
    });

    test('there is an answer of every documented status', () => {
      const statuses = new Set(responses.map(({ response }) => String(response.status)));
      const documented = operation.responses.map(({ status }) => status).filter((status) => status !== 'default');
      expect(documented.filter((status) => !statuses.has(status))).toEqual([]);
    });
  },
);
