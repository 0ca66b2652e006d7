import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bigcommerceContract,
  type Contract,
  checkExchange,
  checkRequest,
  checkResponse,
  loadContract,
  type Violation,
  type WireExchange,
} from '../../src/contract/index.js';
import { deriveCounterexamples } from '../evidence/counterexamples/derive.js';
import { fullExchange } from '../evidence/counterexamples/wire.js';
import { readRecordings } from '../evidence/recordings.js';
import { SPECIFICATION } from '../support/specification.js';

const derived = deriveCounterexamples(SPECIFICATION);
const counterexamples = derived.flatMap(([, , found]) => found.map(({ exchange }) => exchange));
const loaded = await loadContract('openapi/bigcommerce-customers.yaml');

/** More with `PROPERTY_RUNS=50000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 2_000) };

/** What both contracts find, strictly: keywords, places, and rules with their lines. */
function foundByBoth(find: (contract: Contract) => Violation[]): Violation[] {
  const [generated, other] = [find(bigcommerceContract), find(loaded)];
  // Many thousand comparisons take the matcher minutes; it is only for telling them apart.
  if (!isDeepStrictEqual(generated, other)) expect(generated).toEqual(other);
  return generated;
}

function inExchange(exchange: WireExchange) {
  return (contract: Contract) => checkExchange(exchange, contract, { strict: true });
}

describe('the contract in the package and one that is loaded from the same document find the same', () => {
  test('in all counterexamples', () => {
    let violations = 0;
    for (const [operationId, operation, found] of derived) {
      foundByBoth(inExchange(fullExchange(operation)));
      // The other half of a counterexample is that of the exchange it is made from.
      for (const { exchange, violation } of found) {
        const inBrokenHalf = (contract: Contract) =>
          violation.location.startsWith('request')
            ? checkRequest(exchange.request, contract, { strict: true })
            : checkResponse(exchange.response, operationId, contract, { strict: true });
        violations += foundByBoth(inBrokenHalf).filter(({ rule }) => rule?.line !== undefined).length;
      }
    }
    expect(violations).toBeGreaterThan(counterexamples.length / 2);
  });

  test('in all recordings', async () => {
    for (const { recording } of await readRecordings()) {
      for (const { method, path, scope, body, status, response, rawHeaders } of recording.exchanges) {
        const request = { method: method ?? 'GET', url: `${scope}${path}`, headers: {}, body };
        foundByBoth(inExchange({ request, response: { status: status ?? 200, headers: rawHeaders, body: response } }));
      }
    }
  });

  test('in thousands of generated exchanges', () => {
    const whole = derived.map(([, operation]) => fullExchange(operation));
    /** As often what is right as what is wrong somewhere. */
    const halfOf = <Half>(half: (exchange: WireExchange) => Half) =>
      fc.oneof(fc.constantFrom(...whole.map(half)), fc.constantFrom(...counterexamples.map(half)));
    const value = fc.jsonValue({ maxDepth: 2 });
    const exchanges = fc
      .tuple(
        halfOf(({ request }) => request),
        halfOf(({ response }) => response),
        fc.option(value, { freq: 2 }),
        fc.boolean(),
      )
      .map(([request, response, body, isOfRequest]): WireExchange => {
        if (body === null) return { request, response };
        const other = { body: JSON.stringify(body) };
        return isOfRequest
          ? { request: { ...request, ...other }, response }
          : { request, response: { ...response, ...other } };
      });
    fc.assert(
      fc.property(exchanges, (exchange) => void foundByBoth(inExchange(exchange))),
      RUNS,
    );
  });
});
