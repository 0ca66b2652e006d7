import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { bigcommerceContract, type Contract, checkExchange } from '../../../src/contract/index.js';
import type { DocumentNode, OperationModel } from '../../../src/contract/load/model.js';
import { isJson } from '../../../src/contract/read-body.js';
import { ownMember, pointerTo } from '../../../src/json.js';
import { contractFrom } from '../../support/contract-from.js';
import { SPECIFICATION as source } from '../../support/specification.js';
import { constraintsIn } from './constraints.js';
import type { Counterexample, Loosen } from './counterexample.js';
import { type DerivedCounterexamples, deriveCounterexamples } from './derive.js';
import { fullExchange, fullResponse } from './wire.js';

const byOperation = deriveCounterexamples(source);
const counterexamples = byOperation.flatMap(([, , found]) => found);

/**
 * What no exchange can break, as pointers: everything in a query, path or header is text, and no query can express an empty list
 * or something else than a list (the client refuses both before sending). A body that is not JSON is text, and an empty one is
 * no body. A path without its parameter is another path.
 */
const UNBREAKABLE = new Set(
  byOperation.flatMap(([, { parameters, responses }]) => [
    ...parameters.flatMap((parameter) => [
      ...textsIn(parameter.schema),
      ...textsIn(parameter.schema.at('items')),
      ...(parameter.in === 'path' ? [pointerTo(parameter.pointer, 'required')] : []),
    ]),
    ...responses.flatMap(({ headers, content }) => [
      ...headers.flatMap(({ schema }) => textsIn(schema)),
      ...content.flatMap(({ mediaType, schema: { pointer } }) =>
        isJson(mediaType) ? [] : ['type', 'minLength'].map((keyword) => pointerTo(pointer, keyword)),
      ),
    ]),
  ]),
);

/** The rules of a schema that text always keeps. */
function textsIn({ pointer, object }: DocumentNode): string[] {
  const types = [object['type']].flat();
  if (types.includes('array')) return ['type', 'minItems'].map((keyword) => pointerTo(pointer, keyword));
  return types.includes('string') ? [pointerTo(pointer, 'type')] : [];
}

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
  expect(written.length).toBeGreaterThan(150);
  expect(written.filter((pointer) => !broken.has(pointer) && !UNBREAKABLE.has(pointer))).toEqual([]);
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
