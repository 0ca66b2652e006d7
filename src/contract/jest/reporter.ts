import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, valueAt } from '../../json.js';
import { checkBoolean, checkOptions, type OptionChecks, optional } from '../../options.js';

/**
 * What a test file did: imported this package's matchers, called one, started `watchNock`, or checked a request or response.
 */
export type RunNote = 'imported' | 'called' | 'watched' | 'checked';

/** Names the folder of a run's notes. Test files may run in other processes, which inherit it. */
export const NOTES_VARIABLE = 'BIGCOMMERCE_CUSTOMERS_CONTRACT_NOTES';

/** Notes for the reporter that made the folder. Without one, nothing is written. */
export function notesFor(folder: string | undefined): (note: RunNote) => void {
  const noted = new Set<RunNote>();
  return (note) => {
    if (!folder || noted.has(note)) return;
    noted.add(note);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, note), '');
    } catch {
      // No assertion fails because of the disk. If no file could be written, the reporter fails the run.
    }
  };
}

/** The variable is read at once, because tests replace `process.env`. */
export const noteInRun = notesFor(process.env[NOTES_VARIABLE]);

export interface ContractReporterOptions {
  /**
   * Whether a run may pass in which nothing was checked.
   *
   * @default false
   */
  readonly allowNone?: boolean | undefined;
}

/**
 * A reporter for Jest and vitest that fails a run in which neither a matcher nor `watchNock` checked anything, with the likely
 * cause. It does not judge runs that fail anyway, or that are only a part of the tests: in watch mode, in a shard, with
 * test names or for changed files, and outside CI also for named files.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @example
 * // jest.config.js, or the `test` of vitest.config.js
 * reporters: ['default', 'bigcommerce-customers/contract/jest'],
 */
export class ContractReporter {
  readonly #allowNone: boolean;
  readonly #folder = join(tmpdir(), `contract-notes-${process.pid}-${Date.now()}-${count()}`);
  #config: unknown;
  #isOver = false;
  #failure: Error | undefined;

  constructor(options?: ContractReporterOptions);
  /** As Jest calls it. */
  constructor(config: object, options: ContractReporterOptions | undefined, context?: unknown);
  constructor(...given: readonly unknown[]) {
    const [config, options = {}] = given.length > 1 ? given : [undefined, given[0]];
    if (!isObject(options)) throw new TypeError('the options of the contract reporter must be an object');
    const { allowNone = false }: ContractReporterOptions = checkOptions(options, CHECKS);
    this.#allowNone = allowNone;
    this.#config = config;
  }

  /** Called by Jest. */
  onRunStart(): void {
    this.#begin();
  }

  /** Called by Jest. */
  onRunComplete(_contexts: unknown, results: unknown): void {
    const isFailed = ['numFailedTestSuites', 'numRuntimeErrorTestSuites', 'wasInterrupted'].some((name) =>
      Boolean(valueAt(results, name)),
    );
    this.#end(!isFailed && valueAt(results, 'numTotalTestSuites') !== 0);
  }

  /** Called by Jest, which fails the run if there is an error. */
  getLastError(): Error | undefined {
    return this.#failure;
  }

  /** Called by vitest. */
  onInit(vitest: unknown): void {
    this.#config = vitest;
    this.#begin();
  }

  /** Called by vitest. */
  onWatcherRerun(): void {
    this.#begin();
  }

  /** Called by vitest 3 and later. */
  onTestRunEnd(modules: unknown, _errors: unknown, reason: unknown): void {
    this.#endOfVitest(reason === 'passed' && !isEmpty(modules));
  }

  /** Called by vitest before version 4, and by 3 after `onTestRunEnd`. */
  onFinished(files: unknown, errors: unknown): void {
    const states = Array.isArray(files) ? files.map((file) => valueAt(file, 'result', 'state')) : [];
    this.#endOfVitest(!isEmpty(files) && !states.includes('fail') && isEmpty(errors));
  }

  #endOfVitest(isPassed: boolean): void {
    this.#end(isPassed);
    if (this.#failure) process.exitCode = 1;
  }

  #begin(): void {
    process.env[NOTES_VARIABLE] = this.#folder;
    this.#isOver = false;
    this.#failure = undefined;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #end(isPassed: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const notes = notesIn(this.#folder);
    rmSync(this.#folder, { recursive: true, force: true });
    if (!isPassed || this.#allowNone || notes.has('checked') || isPart(this.#config)) return;
    this.#failure = new Error(
      `nothing was checked against the contract in this test run: ${causeOf(notes)}; if that is intended, pass allowNone: true to this reporter`,
    );
    process.stderr.write(`\nbigcommerce-customers: ${this.#failure.message}\n`);
  }
}

const CHECKS: OptionChecks<ContractReporterOptions> = { allowNone: optional(checkBoolean) };

/** Two reporters of one process have two folders. */
let reporters = 0;
function count(): number {
  reporters += 1;
  return reporters;
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0;
}

function notesIn(path: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(path));
  } catch {
    // The first note creates it.
    return new Set();
  }
}

function causeOf(notes: ReadonlySet<string>): string {
  if (!notes.has('imported'))
    return 'no test file imported bigcommerce-customers/contract/jest, which belongs into setupFilesAfterEnv (setupFiles of vitest)';
  if (notes.has('called')) return 'the matchers were called only with requests that the option allow leaves out';
  const uncalled = 'no test called toMatchContractRequest or toMatchContractResponse';
  if (!notes.has('watched')) return uncalled;
  return `${uncalled}, and watchNock saw no request to the API: there may be two copies of nock (pass the one with the mocks as watchNock({ nock })), or requests go to another origin (see its option origin)`;
}

/**
 * Whether a run has only some of the tests, of which none may be about the API. Continuous integration also names folders to
 * run all tests, while people who name files want to see just those.
 */
export function isPart(runner: unknown, env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  const config = valueAt(runner, 'config') ?? runner;
  if (PARTS.some((name) => isSet(valueAt(config, name)))) return true;
  const isCI = valueAt(config, 'ci') ?? Boolean(env['CI'] && env['CI'] !== 'false');
  return !isCI && PATHS.some((path) => isSet(valueAt(runner, ...path)));
}

/** Settings of Jest and vitest. */
const PARTS = [
  ...['watch', 'watchAll', 'shard', 'testNamePattern'],
  ...['onlyChanged', 'onlyFailures', 'findRelatedTests', 'changedSince', 'changed', 'related'],
];
const PATHS = [['nonFlagArgs'], ['testPathPattern'], ['testPathPatterns', 'patterns'], ['filenamePattern']];

function isSet(setting: unknown): boolean {
  return Array.isArray(setting) ? setting.length > 0 : Boolean(setting);
}
