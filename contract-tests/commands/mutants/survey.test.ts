import { beforeAll, describe, expect, test } from '@jest/globals';
import { SMALL } from '../../score/mutants/small-document.js';
import { isGood, subScores, summarize } from './command.js';
import { type Equivalent, sortResults } from './equivalents.js';
import { derivedEvidence, type Evidence } from './evidence.js';
import { createJudge } from './judge.js';
import { pageOf, reportOf } from './report.js';
import { type Result, resultsOf, survey } from './survey.js';

const complete = derivedEvidence(SMALL);
/** As if nobody had thought of a number below the minimum. */
const careless = complete.filter(({ title }) => !/minimum/.test(title));

/** What becomes of the mutants that such a number would notice, when there is none. */
async function withoutCare(result: Result): Promise<Result> {
  if (!result.mutant.pointer.endsWith('/id/minimum')) return result;
  return { ...result, verdict: await createJudge(SMALL, careless)(result.mutant) };
}

let results: Result[];
let carelessly: Result[];
beforeAll(async () => {
  results = resultsOf(SMALL, await survey(SMALL, complete, { index: 0, of: 1 }));
  carelessly = await Promise.all(results.map(withoutCare));
});

test('one group of mutants in three is judged as all are', async () => {
  const some = resultsOf(SMALL, await survey(SMALL, complete, { index: 0, of: 3 }), 3);
  expect(some.length).toBeGreaterThan(20);
  expect(some.length).toBeLessThan(results.length / 2);
  const told = (judged: readonly Result[]) => judged.map(({ mutant, verdict }) => ({ id: mutant.id, verdict }));
  expect(told(results)).toEqual(expect.arrayContaining(told(some)));
  const gone: Equivalent = { operator: 'BOUND-UP', pointer: '/gone', class: 'E1', reason: 'There was a bound.' };
  expect(sortResults(some, [gone], false).stale).toEqual([]);
  expect(sortResults(results, [gone]).stale).toEqual([gone]);
});

test('what is derived from a document is enough to notice every change of it', () => {
  const sorted = sortResults(results, []);
  expect(sorted.counted.filter(({ verdict }) => verdict.status === 'survived').map(({ mutant }) => mutant.id)).toEqual(
    [],
  );
  expect(isGood(sorted)).toBe(true);
  expect(sorted.counted.length).toBeGreaterThan(80);
});

describe('a loosened document that nothing notices', () => {
  test('fails the run, and is shown with its line, what stands there and what replaces it', () => {
    const sorted = sortResults(carelessly, []);
    expect(isGood(sorted)).toBe(false);
    expect(summarize(SMALL, sorted).join('\n')).toMatch(/yaml:27 BOUND-DOWN survives\n {4}- 1\n {4}\+ minimum: 0/);
  });

  test('is noticed by fewer kinds of evidence the fewer there are', () => {
    const killed = subScores(sortResults(results, []).counted).map((score) => score.killed);
    expect(killed).toEqual([...killed].sort((one, other) => one - other));
    expect(killed[0]).toBe(0);
    expect(killed.at(-1)).toBe(sortResults(results, []).counted.length);
  });
});

test('fails where less than 95 % is noticed by what is stored alone, and names what only types notice', () => {
  const byTypes = (share: number) => {
    const counted = sortResults(results, []).counted;
    const most = Math.ceil(counted.length * share);
    const changed = counted.map((result, index): Result => {
      const verdict = { status: 'killed', by: index < most ? 'types' : 'facts', title: 'in a test' } as const;
      return { mutant: result.mutant, verdict };
    });
    return sortResults(changed, []);
  };
  expect(isGood(byTypes(0.04))).toBe(true);
  expect(summarize(SMALL, byTypes(0.04)).join('\n')).not.toContain('Only types kill');
  expect(isGood(byTypes(0.06))).toBe(false);
  expect(summarize(SMALL, byTypes(0.06)).join('\n')).toMatch(
    /Stored evidence kills fewer than 95 %\. Only types kill:\n {2}[A-Z-]+ /,
  );
});

describe('the list of equivalents', () => {
  const entry = (pointer: string): Equivalent => ({ operator: 'BOUND-DROP', pointer, class: 'E8', reason: 'a reason' });
  const survivor = '/components/schemas/Thing/properties/id/minimum';

  test('excuses what survives, with all its uses', () => {
    const sorted = sortResults(carelessly, [entry(survivor)]);
    expect(sorted.stale).toEqual([]);
    expect(sorted.equivalent.map(({ mutant }) => mutant.level)).toEqual(['component', 'use-site', 'use-site']);
  });

  test.each([
    ['/components/schemas/*/properties/id/minimum', 3],
    ['/components/*/minimum', 0],
  ])('excuses what %s points to', (pattern, count) => {
    expect(sortResults(carelessly, [entry(pattern)]).equivalent).toHaveLength(count);
  });

  test('excuses one use alone', () => {
    const uses = carelessly.filter(({ mutant }) => mutant.pointer === survivor && mutant.operator === 'BOUND-DROP');
    const site = uses.at(-1)?.mutant.site ?? '';
    const { equivalent } = sortResults(carelessly, [{ ...entry(survivor), site }]);
    expect(equivalent.map(({ mutant }) => mutant.site)).toEqual([site]);
  });

  test('fails the run where it excuses what is noticed, or what is not there', () => {
    for (const pointer of [survivor, '/components/schemas/Gone/minimum']) {
      const sorted = sortResults(results, [entry(pointer)]);
      expect(sorted.stale).toEqual([entry(pointer)]);
      expect(isGood(sorted)).toBe(false);
    }
  });
});

test('what is no OpenAPI document, or nothing can be generated from, is counted apart', () => {
  const stillborn = sortResults(results, []).stillborn.map(({ mutant }) => mutant.operator);
  expect(stillborn).toEqual(['PARAM-LOC']);
});

test('nothing is judged by exchanges that the document itself misjudges', () => {
  const wrong = complete.map((one): Evidence => (one.kind === 'valid' ? { ...one, isAccepted: false } : one));
  expect(() => createJudge(SMALL, wrong)).toThrow(/does not agree with/);
});

describe('the report', () => {
  test('has the shape of version 2 of Stryker', () => {
    const report = reportOf(SMALL, 'small.yaml', sortResults(carelessly, []));
    const file = report.files['small.yaml'];
    expect(report.schemaVersion).toBe('2');
    expect(file).toMatchObject({ language: 'yaml', source: SMALL.text });
    expect(file?.mutants.find(({ status }) => status === 'Survived')).toEqual({
      id: 'BOUND-DOWN /components/schemas/Thing/properties/id/minimum 1',
      mutatorName: 'BOUND-DOWN',
      location: { start: { line: 27, column: 30 }, end: { line: 27, column: 40 } },
      replacement: 'minimum: 0',
      status: 'Survived',
      description: 'wherever it is used',
    });
    expect(file?.mutants.filter(({ status }) => status === 'Killed').every(({ statusReason }) => statusReason)).toBe(
      true,
    );
  });

  test('is a page that loads nothing', async () => {
    const page = await pageOf(reportOf(SMALL, 'small.yaml', sortResults(carelessly, [])));
    expect(page).not.toMatch(/<(script|link|img)[^>]*\s(src|href)=/);
    expect(page).toContain('BOUND-DOWN /components/schemas/Thing/properties/id/minimum');
    expect(page.split('</script').length).toBe(4);
  });
});
