import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bigcommerceContract, checkExchange, loadContract, type WireExchange } from '../../src/contract/index.js';
import { deriveCounterexamples } from '../evidence/counterexamples/derive.js';
import { fullExchange } from '../evidence/counterexamples/wire.js';
import { readRecordings } from '../evidence/recordings.js';
import { SPECIFICATION } from '../support/specification.js';

const derived = deriveCounterexamples(SPECIFICATION);
/** Several counterexamples break different rules with the same exchange. */
const counterexamples = [
  ...new Map(
    derived.flatMap(([, , found]) => found.map(({ exchange }) => [JSON.stringify(exchange), exchange])),
  ).values(),
];
const loaded = await loadContract('openapi/bigcommerce-customers.yaml');

/** More with `PROPERTY_RUNS=50000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 5_000) };

/** What both contracts find, strictly: keywords, places, and rules with their lines. */
function foundByBoth(exchange: WireExchange) {
  const [generated, other] = [bigcommerceContract, loaded].map((contract) =>
    checkExchange(exchange, contract, { strict: true }),
  );
  // Many thousand comparisons take the matcher minutes; it is only for telling them apart.
  if (!isDeepStrictEqual(generated, other)) expect(generated).toEqual(other);
  return generated ?? [];
}

describe('the contract in the package and one that is loaded from the same document find the same', () => {
  test('in all counterexamples', () => {
    let violations = 0;
    for (const exchange of counterexamples) {
      violations += foundByBoth(exchange).filter(({ rule }) => rule?.line !== undefined).length;
    }
    expect(violations).toBeGreaterThan(counterexamples.length / 2);
  });

  test('in all recordings', async () => {
    for (const { recording } of await readRecordings()) {
      for (const { method, path, scope, body, status, response, rawHeaders } of recording.exchanges) {
        const request = { method: method ?? 'GET', url: `${scope}${path}`, headers: {}, body };
        foundByBoth({ request, response: { status: status ?? 200, headers: rawHeaders, body: response } });
      }
    }
  });

  test('in thousands of generated exchanges', () => {
    const whole = derived.map(([, operation]) => fullExchange(operation));
    const answers = [...whole, ...counterexamples].map(({ response }) => response);
    const requests = [...whole, ...counterexamples].map(({ request }) => request);
    const value = fc.jsonValue({ maxDepth: 2 });
    const exchanges = fc
      .tuple(fc.constantFrom(...requests), fc.constantFrom(...answers), fc.option(value, { freq: 2 }), fc.boolean())
      .map(([request, response, body, isOfRequest]): WireExchange => {
        if (body === null) return { request, response };
        const other = { body: JSON.stringify(body) };
        return isOfRequest
          ? { request: { ...request, ...other }, response }
          : { request, response: { ...response, ...other } };
      });
    fc.assert(
      fc.property(exchanges, (exchange) => void foundByBoth(exchange)),
      RUNS,
    );
  });
});
