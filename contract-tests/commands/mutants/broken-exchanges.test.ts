import { beforeAll, describe, expect, test } from '@jest/globals';
import { bigcommerceContract, checkExchange, type ViolationLocation } from '../../../src/contract/index.js';
import type { NamedExchange, PlainExchange } from '../../../src/score/exchanges/exchange.js';
import { EXCHANGE_OPERATORS } from '../../../src/score/exchanges/operators/operators.js';
import { SPECIFICATION } from '../../support/specification.js';
import { createJudge } from './exchanges/judge/judge.js';
import { IDLE, recordedExchanges } from './exchanges/recorded.js';
import { isFlawless, reportExchanges, summarizeExchanges } from './exchanges/report.js';
import { NEUTRAL_RULES } from './exchanges/rules/rules.js';
import { type Check, outcomeOf, type Result, surveyExchanges } from './exchanges/survey.js';

/** A few recordings that have something for every operator. `npm run mutants` breaks them all. */
const SAMPLE = [
  'deleteCustomers/204-deleted',
  'listCustomerAttributeValues/401-no-token',
  'listCustomerAttributeValues/429-platform',
  'listCustomerAttributeValues/200-page',
  'listCustomerAttributeValues/422-filter',
  'removeShopperProfilesFromSegment/200-partial',
  'upsertCustomerAttributeValues/200-outermost-ids',
];

/** Of many places, a few that lie far apart. */
const MOST = 6;
const OPERATORS = EXCHANGE_OPERATORS.map((operator) => ({
  ...operator,
  apply: (exchange: PlainExchange) => {
    const all = operator.apply(exchange);
    return all.filter((_, index) => index % Math.ceil(all.length / MOST) === 0);
  },
}));

const judge = createJudge(SPECIFICATION.document);
const check: Check = (exchange, options) => checkExchange(exchange, bigcommerceContract, options);
const rules = NEUTRAL_RULES;

let exchanges: NamedExchange[];
let results: Result[];
beforeAll(async () => {
  // One of several exchanges says as much as all.
  exchanges = (await recordedExchanges((name) => SAMPLE.includes(name))).filter(({ name }) => name.endsWith('#1'));
  results = await surveyWith(check);
});

function surveyWith(used: Check, operators = OPERATORS): Promise<Result[]> {
  return surveyExchanges({ exchanges, operators, rules, judge, check: used });
}

function operatorsCalled(...names: readonly string[]) {
  return OPERATORS.filter(({ name }) => names.includes(name));
}

function operatorsWith(outcome: Result['outcome'], among: readonly Result[]): string[] {
  return [...new Set(among.filter((result) => result.outcome === outcome).map(({ operator }) => operator))];
}

describe('recordings that are broken', () => {
  test('are flagged, unless there is a reason why they conform all the same', () => {
    const report = reportExchanges({ exchanges, operators: OPERATORS, rules, results, idle: IDLE });
    expect(report.failures).toEqual([]);
    expect(report.operators.filter(({ applied }) => applied === 0).map(({ name }) => name)).toEqual(Object.keys(IDLE));
    const sum = report.operators.reduce((total, { outcomes }) => total + outcomes.flagged, 0);
    expect(sum).toBeGreaterThan(results.length / 3);
  });

  test('are flagged by strict checks alone where something is there that nobody declares', () => {
    expect(operatorsWith('flagged-when-strict', results)).toEqual(
      expect.arrayContaining(['OPA', 'HEADER-ADD', 'REQUEST-HEADER-ADD', 'R4XX']),
    );
  });
});

describe('a checker is found out', () => {
  const ignoring = (location: ViolationLocation): Check => {
    return (exchange, options) => check(exchange, options).filter((violation) => violation.location !== location);
  };
  const WEAKENED: readonly (readonly [ignored: ViolationLocation, ...by: string[]])[] = [
    ['response.status', 'R2XX'],
    ['response.header', 'HEADER-VALUE', 'HEADER-REPEAT'],
    ['response.body', 'CTC', 'CTD', 'AEA', 'OPR', 'PTC', 'NPS', 'NPR', 'SRE', 'BODY-DROP', 'BODY-CUT', 'BODY-ADD'],
    ['request.method', 'REQUEST-METHOD'],
    ['request.server', 'REQUEST-SERVER'],
    ['request.path', 'REQUEST-URL', 'REQUEST-SEGMENT-CHANGE', 'REQUEST-SEGMENT-ADD'],
    ['request.query', 'REQUEST-QUERY-ADD', 'REQUEST-QUERY-REPEAT', 'REQUEST-QUERY-EMPTY', 'REQUEST-QUERY-DROP'],
    ['request.security', 'REQUEST-HEADER-DROP', 'REQUEST-HEADER-EMPTY'],
    ['request.body', 'REQUEST-CTC', 'REQUEST-CTD', 'REQUEST-EAS', 'REQUEST-OPA', 'REQUEST-PTC', 'REQUEST-BODY-DROP'],
  ];

  test.each(WEAKENED)('that ignores %s', async (ignored, ...by) => {
    expect(operatorsWith('missed', await surveyWith(ignoring(ignored), operatorsCalled(...by))).sort()).toEqual(
      by.sort(),
    );
  });

  test('whose strict checks are as tolerant as others', async () => {
    const by = ['R4XX', 'OPA', 'HEADER-ADD', 'REQUEST-HEADER-ADD'];
    const missed = await surveyWith((exchange) => check(exchange, {}), operatorsCalled(...by));
    expect(operatorsWith('missed', missed).sort()).toEqual(by.sort());
  });

  test('that is stricter than the document', async () => {
    const overzealous: Check = (exchange, options) =>
      check(exchange.response.status === 409 ? { ...exchange, request: NOWHERE } : exchange, options);
    const tooStrict = await surveyWith(overzealous, operatorsCalled('R2XX', 'R4XX', 'R5XX'));
    expect(operatorsWith('too-strict', tooStrict)).toEqual(['R4XX']);
  });

  test('that does not accept what is not broken yet', async () => {
    await expect(surveyWith((exchange) => check({ ...exchange, request: NOWHERE }, {}))).rejects.toThrow(
      'deleteCustomers/204-deleted #1 cannot be broken',
    );
  });
});

const NOWHERE = { method: 'GET', url: 'https://api.example.com' };

describe('what becomes of a broken exchange', () => {
  const tolerant = { isFlagged: false, isFlaggedWhenStrict: false };
  const strict = { isFlagged: false, isFlaggedWhenStrict: true };
  const untold = { isFlagged: false, isFlaggedWhenStrict: undefined };
  const flagged = { isFlagged: true, isFlaggedWhenStrict: undefined };
  test.each([
    ['violates', false, flagged, 'flagged'],
    ['violates', false, strict, 'missed'],
    ['violates', true, tolerant, 'missed'],
    ['undeclared', true, flagged, 'too-strict'],
    ['undeclared', true, strict, 'flagged-when-strict'],
    ['undeclared', true, tolerant, 'missed'],
    ['undeclared', true, untold, 'neutral'],
    ['undeclared', false, strict, 'missed'],
    ['declared', true, flagged, 'too-strict'],
    ['declared', true, strict, 'too-strict'],
    ['declared', true, tolerant, 'neutral'],
    ['declared', false, tolerant, 'missed'],
  ] as const)('that %s, with a reason: %s, and of which checks say %j: %s', (opinion, isExcused, verdicts, outcome) => {
    expect(outcomeOf({ opinion, isExcused, ...verdicts })).toBe(outcome);
  });
});

describe('the run fails', () => {
  const operators = operatorsCalled('SPR', 'BPR');
  const surveyed = () => {
    const own = results.filter(({ operator }) => operator === 'SPR');
    return { exchanges, operators, rules: textRules('SPR'), results: own, idle: { BPR: 'There are no booleans.' } };
  };
  const textRules = (...named: string[]) =>
    rules.filter(({ name }) => name === 'allowed-text').map((rule) => ({ ...rule, operators: named }));

  test('not where everything is flagged or has a reason', () => {
    expect(isFlawless(reportExchanges(surveyed()))).toBe(true);
  });

  test('where something is missed, and names it', async () => {
    const missed: Result = { operator: 'SPR', name: 'a recording', what: '/id is "x"', outcome: 'missed' };
    const report = reportExchanges({ ...surveyed(), results: [...surveyed().results, missed] });
    expect(isFlawless(report)).toBe(false);
    expect(summarizeExchanges(report).join('\n')).toContain('missed SPR a recording: /id is "x"');
  });

  test.each([
    ['a reason excuses nothing', { rules: textRules('SPR', 'SCA') }, 'the rule allowed-text never excuses SCA'],
    ['an operator is applied to nothing', { idle: {} }, 'BPR is applied to nothing'],
    [
      'an operator is applied after all',
      { idle: { BPR: '', SPR: '' } },
      'SPR is said to be applied to nothing, and is',
    ],
  ])('where %s', (_, changes, stale) => {
    const report = reportExchanges({ ...surveyed(), ...changes });
    expect(report.stale).toEqual([stale]);
    expect(isFlawless(report)).toBe(false);
  });
});
