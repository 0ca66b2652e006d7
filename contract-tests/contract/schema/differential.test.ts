import { expect, test } from '@jest/globals';
import { checkExchange } from '../../../src/contract/index.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { createRandom } from '../../support/random.js';
import { SPECIFICATION } from '../../support/specification.js';
import { mutateValue, pick } from './mutate-value.js';
import { placesOf } from './places.js';
import { secondOpinion } from './second-opinion.js';

/** More with `PROPERTY_RUNS=10000 npm test`. */
const EXCHANGES = Number(process.env['PROPERTY_RUNS'] ?? 4_000);
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_261_121);

test(`of ${EXCHANGES} exchanges, the checker accepts those that another implementation of JSON Schema accepts, and no others`, async () => {
  const random = createRandom(SEED);
  const places = readModel(SPECIFICATION).operations.flatMap(placesOf);
  const isValid = secondOpinion(SPECIFICATION.document);
  const verdicts = { accepted: 0, rejected: 0 };
  const disagreements: string[] = [];
  while (verdicts.accepted + verdicts.rejected < EXCHANGES) {
    const place = pick(places, random);
    const value = random() < 0.1 ? place.sample : mutateValue(place.sample, random);
    const exchange = place.exchangeWith(value);
    if (!exchange) continue;
    const isAccepted = checkExchange(exchange).length === 0;
    verdicts[isAccepted ? 'accepted' : 'rejected'] += 1;
    if (isAccepted !== (await isValid(place.schema.pointer, value)))
      disagreements.push(`${place.name}: ${JSON.stringify(value)} is ${isAccepted ? 'accepted' : 'rejected'}`);
  }
  expect(disagreements).toEqual([]);
  // Neither verdict may be the only one that is ever given.
  expect(Math.min(verdicts.accepted, verdicts.rejected)).toBeGreaterThan(EXCHANGES / 10);
}, 30_000);
