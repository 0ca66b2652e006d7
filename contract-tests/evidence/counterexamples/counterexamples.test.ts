import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { bigcommerceContract, type Contract, checkExchange } from '../../../src/contract/index.js';
import type { OperationModel } from '../../../src/contract/load/model.js';
import { ownMember, valueAtPointer } from '../../../src/json.js';
import { contractFrom } from '../../support/contract-from.js';
import { SPECIFICATION as source } from '../../support/specification.js';
import { constraintsIn } from './constraints.js';
import type { Counterexample, Loosen } from './counterexample.js';
import { type DerivedCounterexamples, deriveCounterexamples } from './derive.js';
import { fullExchange, fullResponse } from './wire.js';

const byOperation = deriveCounterexamples(source);
const counterexamples = byOperation.flatMap(([, , found]) => found);

/** Where the document writes the parameters of a type, as alternatives of a pattern. */
function parametersOf(type: string): string[] {
  return byOperation
    .flatMap(([, { parameters }]) => parameters)
    .filter(({ pointer }) => valueAtPointer(source.document, `${pointer}/schema/type`) === type)
    .map(({ pointer }) => pointer);
}

/**
 * What an exchange cannot break at all, and why. An entry that a counterexample does break is out of date, and fails.
 */
const UNBREAKABLE: readonly (readonly [pointer: RegExp, reason: string])[] = [
  [
    new RegExp(`^(${parametersOf('array').join('|')})/schema/(type|minItems)$`),
    'a query has no way to write an empty list or something else than a list; the client refuses both before sending',
  ],
  [
    /^\/components\/schemas\/(Uuid|DateFilter)\/type$/,
    'everything on the wire is text; where the value is in a body, another constraint of the same schema stands for it',
  ],
  [new RegExp(`^(${parametersOf('string').join('|')})/schema/type$`), 'everything in a query is text'],
  [/^\/components\/headers\/X-Request-Id\/schema\/type$/, 'every header is text'],
  [
    /^\/components\/schemas\/(PlainText|Html)\/(type|minLength)$/,
    'a body that is not JSON is text, and an empty one is no body',
  ],
  [/\/parameters\/0\/required$/, 'a path without its parameter is another path'],
];

function verdict({ exchange }: Counterexample, contract: Contract) {
  return checkExchange(exchange, contract).map(({ location, pointer, keyword }) => ({ location, pointer, keyword }));
}

describe.each(byOperation)('%s', (_, operation, found) => {
  test('accepts the exchanges that counterexamples are made from', () => {
    for (const response of operation.responses) {
      for (const mediaType of [undefined, ...response.content.map((content) => content.mediaType)]) {
        expect(checkExchange({ ...fullExchange(operation), response: fullResponse(response, mediaType) })).toEqual([]);
      }
    }
  });

  test('rejects each counterexample for what it breaks, and for nothing else', () => {
    const misjudged = found
      .map((counterexample) => ({
        title: counterexample.title,
        expected: [counterexample.violation],
        found: verdict(counterexample, bigcommerceContract),
      }))
      .filter(({ expected, found: violations }) => !isDeepStrictEqual(expected, violations));
    expect(misjudged).toEqual([]);
  });
});

test('there is a counterexample for every constraint in the document', () => {
  const written = constraintsIn(source.document);
  const broken = new Set(counterexamples.map(({ constraint }) => constraint));
  const isUnbreakable = (pointer: string) => UNBREAKABLE.some(([pattern]) => pattern.test(pointer));
  expect(written.length).toBeGreaterThan(150);
  expect(written.filter((pointer) => !broken.has(pointer) && !isUnbreakable(pointer))).toEqual([]);
});

test('counterexamples are rejected because of their constraint: without the constraint, they are accepted', () => {
  // A document of the one path is read in a fraction of the time.
  const loosened = ({ path }: OperationModel, { apply }: Loosen): Contract => {
    const { paths, ...others } = source.document;
    const document = structuredClone({ ...others, paths: { [path]: ownMember(paths, path) ?? {} } });
    apply(document);
    return contractFrom({ ...source, document });
  };
  const stillRejected = [...firstOfEach(byOperation)]
    .map(({ operation, loosen, ...counterexample }) => ({
      title: counterexample.title,
      found: verdict(counterexample, loosened(operation, loosen)),
    }))
    .filter(({ found }) => found.length > 0);
  expect(stillRejected).toEqual([]);
});

/** One for each constraint. At all of its uses, constraints are taken out by `npm run mutants`. */
function firstOfEach(derived: readonly DerivedCounterexamples[]) {
  const loosening = derived.flatMap(([, operation, all]) =>
    all.flatMap(({ loosen, ...counterexample }) => (loosen ? [{ ...counterexample, operation, loosen }] : [])),
  );
  return new Map(loosening.map((counterexample) => [counterexample.loosen.change, counterexample])).values();
}
