import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { contractMatchers, failUnchecked } from '../../../src/contract/jest/index.js';
import {
  ContractReporter,
  type ContractReporterOptions,
  isPart,
  NOTES_VARIABLE,
  notesFor,
  type RunNote,
} from '../../../src/contract/jest/reporter.js';

expect.extend(contractMatchers);

const { exitCode } = process;
const outer = process.env[NOTES_VARIABLE];
let printed = '';
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = exitCode;
  if (outer === undefined) delete process.env[NOTES_VARIABLE];
  else process.env[NOTES_VARIABLE] = outer;
});

/** What each test file of a run notes, each in a process of its own. */
type Files = readonly (readonly RunNote[])[];
const work = (files: Files) => {
  for (const notes of files) notes.forEach(notesFor(process.env[NOTES_VARIABLE]));
};
const PASSED = { numTotalTestSuites: 2, numFailedTestSuites: 0, numRuntimeErrorTestSuites: 0, wasInterrupted: false };
const FULL = { ci: false, nonFlagArgs: [], testPathPatterns: { patterns: [] } };

/** Whether a run of a test runner fails because of the reporter. */
type Run = (files: Files, options?: ContractReporterOptions, results?: 'passed' | 'failed' | 'none') => boolean;
const RUNNERS: Readonly<Record<string, Run>> = {
  Jest: (files, options, results = 'passed') => {
    const reporter = new ContractReporter(FULL, options);
    reporter.onRunStart();
    work(files);
    const counts = { failed: { numFailedTestSuites: 1 }, none: { numTotalTestSuites: 0 }, passed: {} };
    reporter.onRunComplete(new Set(), { ...PASSED, ...counts[results] });
    return reporter.getLastError() !== undefined;
  },
  'vitest 2': (files, options, results = 'passed') => {
    const reporter = new ContractReporter(options);
    reporter.onInit({ config: {} });
    work(files);
    const states = { failed: ['pass', 'fail'], none: [], passed: ['pass', 'pass'] };
    reporter.onFinished(
      states[results].map((state) => ({ result: { state } })),
      [],
    );
    return process.exitCode === 1;
  },
  'vitest 3': (files, options, results = 'passed') => {
    const reporter = new ContractReporter(options);
    reporter.onInit({ config: {} });
    work(files);
    const modules = results === 'none' ? [] : [{}];
    reporter.onTestRunEnd(modules, [], results === 'failed' ? 'failed' : 'passed');
    reporter.onFinished(modules, []);
    return process.exitCode === 1;
  },
};

describe.each(Object.entries(RUNNERS))('a run of %s', (_, run) => {
  test.each<[string, Files, string]>([
    ['without the matchers', [], 'no test file imported bigcommerce-customers/contract/jest'],
    [
      'with matchers that no test calls',
      [['imported'], ['imported']],
      'no test called toMatchContractRequest or toMatchContractResponse',
    ],
    [
      'with matchers that find nothing to check',
      [['imported', 'called'], ['imported']],
      'that the option allow leaves out',
    ],
    [
      'whose requests go past watchNock',
      [['imported', 'watched']],
      'there may be two copies of nock (pass the one with the mocks as watchNock({ nock })), or requests go to another origin',
    ],
  ])('%s fails with the likely cause, once', (_case, files, cause) => {
    expect(run(files)).toBe(true);
    expect(printed).toContain(`nothing was checked against the contract in this test run: `);
    expect(printed).toContain(cause);
    expect(printed.match(/nothing was checked/g)).toHaveLength(1);
    expect(existsSync(process.env[NOTES_VARIABLE] ?? '')).toBe(false);
  });

  test.each<[string, Parameters<Run>]>([
    ['one file of several checked something', [[['imported'], ['imported', 'called', 'checked'], ['imported']]]],
    ['none is allowed', [[['imported']], { allowNone: true }]],
    ['it fails anyway', [[['imported']], {}, 'failed']],
    ['there was no test file', [[], {}, 'none']],
  ])('is left as it is if %s', (_case, args) => {
    expect(run(...args)).toBe(false);
    expect(printed).toBe('');
  });

  test('is not judged by an earlier run in the same process', () => {
    expect(run([['imported', 'checked']])).toBe(false);
    expect(run([['imported']])).toBe(true);
    process.exitCode = exitCode;
    expect(run([['imported', 'checked']])).toBe(false);
  });
});

test.each<[string, object, boolean]>([
  ['all tests of Jest 29', { nonFlagArgs: [], testPathPattern: '', testNamePattern: '' }, false],
  ['all tests of Jest 30', FULL, false],
  ['all tests of vitest', { config: { shard: undefined }, filenamePattern: undefined }, false],
  ['files for Jest 29', { testPathPattern: 'a' }, true],
  ['files for Jest 30', { testPathPatterns: { patterns: ['a'] } }, true],
  ['files for Jest', { nonFlagArgs: ['a'] }, true],
  ['files for vitest', { config: {}, filenamePattern: ['a'] }, true],
  ['a folder in CI', { ci: true, nonFlagArgs: ['tests'] }, false],
  ['a shard in CI', { ci: true, shard: { shardIndex: 1, shardCount: 2 } }, true],
  ['names', { testNamePattern: 'a' }, true],
  ['names for vitest', { config: { testNamePattern: /a/ } }, true],
  ['changed files', { onlyChanged: true }, true],
  ['watching', { config: { watch: true } }, true],
])('whether a run has only some of the tests: %s', (_, config, expected) => {
  expect(isPart(config, {})).toBe(expected);
});

test('a runner that does not know about CI is told by the environment', () => {
  const config = { config: {}, filenamePattern: ['src'] };
  expect([isPart(config, { CI: 'true' }), isPart(config, { CI: 'false' })]).toEqual([false, true]);
});

test('a part of the tests passes, whatever it checks', () => {
  const reporter = new ContractReporter({ ...FULL, testNamePattern: 'one' }, {});
  reporter.onRunStart();
  reporter.onRunComplete(new Set(), PASSED);
  expect([reporter.getLastError(), printed]).toEqual([undefined, '']);
});

test('an option that does not exist is refused', () => {
  expect(() => Reflect.construct(ContractReporter, [{ allowNoone: true }])).toThrow('allowNone');
  expect(() => Reflect.construct(ContractReporter, [FULL, 5])).toThrow('must be an object');
});

test('notes that cannot be written fail no assertion', () => {
  expect(() => notesFor(`${import.meta.url}\0`)('checked')).not.toThrow();
  expect(() => notesFor(undefined)('checked')).not.toThrow();
});

describe('a test file that must check something', () => {
  const end = (work: () => void) => {
    let hook = () => {};
    failUnchecked((given) => {
      hook = given;
    });
    work();
    return hook;
  };

  test('passes if a matcher checked something, and only since it asked', () => {
    expect(end(() => expect({ status: 204 }).toMatchContractResponse('deleteCustomers'))).not.toThrow();
    expect(end(() => {})).toThrow('no test called toMatchContractRequest or toMatchContractResponse');
  });

  test('fails if what matchers were called with could not be checked', () => {
    const refused = () => expect(() => expect(5).toMatchContractRequest()).toThrow('needs a request');
    expect(end(refused)).toThrow('matchers were called only with');
  });
});
