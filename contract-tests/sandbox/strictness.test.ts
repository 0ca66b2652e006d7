import { describe, expect, test } from '@jest/globals';
import { readHeaders } from '../../src/contract/exchange.js';
import { checkResponse, type WireRequest } from '../../src/contract/index.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import { WRITE_SCOPES } from '../../src/sandbox/store.js';
import { requestCounterexamples } from '../evidence/counterexamples/break-request.js';
import { fullRequest } from '../evidence/counterexamples/wire.js';
import { SPECIFICATION } from '../support/specification.js';
import { START_MS, storeWith } from './sandbox-calls.js';

const { operations } = readModel(SPECIFICATION);

/** The customers and attributes in the examples of the document, so that nothing else is wrong with the requests. */
const items = operations.flatMap((operation) => {
  const { body } = fullRequest(operation);
  const members: readonly unknown[] = typeof body === 'string' ? [JSON.parse(body)].flat() : [];
  return members.flatMap((member) => {
    const { customer_id, attribute_id }: { customer_id?: unknown; attribute_id?: unknown } = Object(member);
    return typeof customer_id === 'number' && typeof attribute_id === 'number' ? [{ customer_id, attribute_id }] : [];
  });
});
const SEED = {
  customers: items.map(({ customer_id }) => customer_id),
  attributes: items.map(({ attribute_id: id }) => ({ id, name: 'Tier', type: 'string' }) as const),
  segments: { '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90': [] },
};

/** Requests that the contract does not allow, by what is wrong with them. */
const BROKEN = operations.flatMap((operation) =>
  requestCounterexamples(operation).map(({ title, violation: { keyword }, exchange: { request } }) => ({
    operationId: operation.operationId,
    title,
    keyword,
    request,
  })),
);

/** Keywords whose violation a store does not refuse. */
const LOOKED_OVER = {
  servers: 'a server cannot see under which name it is called',
  explode: 'of names that are repeated the first one counts',
  'x-date-filter': 'encoded dates are ignored',
  allowReserved: 'characters may be encoded or not',
  required: 'customers without ids are not deleted, which is answered with 204',
  requestBody: 'a body where there is none is not read',
  content: 'bodies are read as JSON, whatever they are declared as',
};

function answer({ method, url, headers, body }: WireRequest) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const store = storeWith({ seed: SEED, tokens: { token: WRITE_SCOPES } });
  const request = { method, url, headers: Object.fromEntries(readHeaders(headers)), body: text };
  return answerRequest(store, request, START_MS);
}

test('a store carries out what the contract allows', () => {
  for (const operation of operations) {
    const { status } = answer(fullRequest(operation));
    const successes = operation.responses.map((response) => response.status).filter((text) => text.startsWith('2'));
    expect([operation.operationId, successes]).toEqual([
      operation.operationId,
      expect.arrayContaining([String(status)]),
    ]);
  }
});

describe('what the contract does not allow', () => {
  test('is refused, unless stores are known or likely to ignore it', () => {
    const accepted = BROKEN.filter(({ request }) => answer(request).status < 300);
    expect([...new Set(accepted.map(({ keyword }) => keyword))].sort()).toEqual(Object.keys(LOOKED_OVER).sort());
    const incomplete = accepted.filter(({ keyword }) => keyword === 'required');
    expect(incomplete.map(({ title }) => title)).toEqual(['deleteCustomers: id:in is missing']);
  });

  test('gets a response that conforms to the contract', () => {
    for (const { operationId, title, request } of BROKEN)
      expect([title, ...checkResponse(answer(request), operationId)]).toEqual([title]);
  });
});
