import { beforeAll, expect, test } from '@jest/globals';
import type { Difference } from '../../src/diff/difference.js';
import type { Tendency } from '../../src/diff/tendency.js';
import type { Mutant } from '../../src/score/mutants/mutant.js';
import { mutantsOf, mutate } from '../../src/score/mutants/mutate.js';
import { createDifferencesOf } from '../commands/mutants/directions.js';
import { SPECIFICATION } from '../support/specification.js';

/** What a mutant must be called, whatever is changed. Operators that may do several things are judged by evidence. */
const DIRECTIONS: Readonly<Record<string, Tendency>> = {
  'ADDL-CLOSE': 'stricter',
  'ADDL-OPEN': 'looser',
  'ARRAY-STRING': 'contradictory',
  'BODY-ADD': 'looser',
  'BODY-REQ-DROP': 'looser',
  'BOUND-DROP': 'looser',
  'COMBINATION-DROP': 'looser',
  'BRANCH-DROP': 'stricter',
  'EXPLODE-FLIP': 'contradictory',
  'FORMAT-CHANGE': 'contradictory',
  'FORMAT-DROP': 'looser',
  'HDR-PARAM-ADD-REQ': 'stricter',
  'ITEMS-ANY': 'looser',
  'MEDIA-ADD': 'looser',
  'MEDIA-DROP': 'stricter',
  'METHOD-ADD': 'looser',
  'METHOD-DROP': 'stricter',
  'NULLABLE-ADD': 'looser',
  'PARAM-ADD-OPT': 'looser',
  'PARAM-ADD-REQ': 'contradictory',
  'PARAM-REQ-ADD': 'stricter',
  'PARAM-REQ-DROP': 'looser',
  'PATH-DROP': 'stricter',
  'PATTERN-DROP': 'looser',
  'PATTERN-RELAX': 'looser',
  'REQ-ADD': 'stricter',
  'REQ-DROP': 'looser',
  'RHDR-ADD-REQ': 'stricter',
  'RHDR-DROP': 'looser',
  'RHDR-REQ-ADD': 'stricter',
  'SCHEMA-ANY': 'looser',
  'SEC-HEADER-NAME': 'contradictory',
  'SEC-IN': 'contradictory',
  'SEC-OPTIONAL': 'looser',
  'SERVER-HOST': 'contradictory',
  'SERVER-PATH': 'contradictory',
  STYLE: 'contradictory',
  'TYPE-WIDEN': 'looser',
};

/** Changes that mean nothing: no value has fewer characters than none. */
const NEUTRAL = /minLength 1$/;

/** `npm run mutants` does this with all of them. */
const SAMPLE = 150;

type Reported = readonly [mutant: Mutant, differences: readonly Difference[]];

let reported: readonly Reported[];
beforeAll(() => {
  const differencesOf = createDifferencesOf(SPECIFICATION);
  const seen = new Set<string>();
  const sample = mutate(SPECIFICATION.document)
    .flatMap(mutantsOf)
    .filter(({ id, operator }, index) => {
      const isFirst = !seen.has(operator);
      seen.add(operator);
      return (isFirst || index % SAMPLE === 0) && !NEUTRAL.test(id);
    });
  reported = sample.map((mutant) => [mutant, differencesOf(mutant)]);
});

test('every mutant of the document is reported, with a level', () => {
  expect(reported.filter(([, differences]) => differences.length === 0).map(([{ id }]) => id)).toEqual([]);
  expect(reported.length).toBeGreaterThan(140);
});

test('and in no other direction than that of the change', () => {
  const wrong = reported.flatMap(([mutant, differences]) => {
    const expected = directionOf(mutant);
    const told = new Set(differences.map(({ tendency }) => tendency).filter((tendency) => tendency !== 'same'));
    return expected === undefined || [...told].join() === expected ? [] : [`${mutant.id}: ${[...told]}`];
  });
  expect(wrong).toEqual([]);
});

/** A limit that is raised allows more if it is an upper one. */
function directionOf({ operator, pointer }: Mutant): Tendency | undefined {
  if (operator !== 'BOUND-UP' && operator !== 'BOUND-DOWN') return DIRECTIONS[operator];
  return /\/max\w*$/.test(pointer) === (operator === 'BOUND-UP') ? 'looser' : 'stricter';
}

test('a response may not become looser without breaking those who read it, nor a request stricter', () => {
  const harmless = reported.flatMap(([{ id }, differences]) =>
    differences
      .filter(
        ({ side, tendency, level }) =>
          level !== 'breaking' && tendency === (side === 'request' ? 'stricter' : 'looser'),
      )
      .map((difference) => `${difference.id} ${id}`),
  );
  // What is new in errors, in open objects and where clients negotiate is expected of an API that grows.
  const EXPECTED = /^(new-optional-request-property|response-(non-success-status|media-type|body)-added) /;
  expect(harmless.filter((line) => !EXPECTED.test(line))).toEqual([]);
});
