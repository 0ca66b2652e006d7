import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import nock from 'nock';
import { readSpec, type SpecSource } from '../../../scripts/spec/source.js';
import { bigcommerceContract, checkExchange, type WireExchange } from '../../../src/contract/index.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { matchOperation } from '../../../src/contract/match.js';
import type { AssertedSequence } from '../../../src/score/coverage/items.js';
import { measureCoverage } from '../../../src/score/coverage/measure.js';
import { coverageReport } from '../../../src/score/coverage/scores.js';
import { deriveCounterexamples } from '../../evidence/counterexamples/derive.js';
import { allRecordings } from '../../evidence/derived-recordings.js';
import { FLOWS, runFlow } from '../../evidence/flows/flows.js';
import { replay } from '../../evidence/recordings.js';
import { formatReport } from './report.js';

const SPEC_PATH = fileURLToPath(new URL('../../../openapi/bigcommerce-customers.yaml', import.meta.url));
const REPORT_PATH = fileURLToPath(new URL('../../../reports/coverage/coverage.json', import.meta.url));

/**
 * Measures what of the document the suite covers, prints it, and writes it as JSON to `--json FILE`, by default
 * `reports/coverage/coverage.json`.
 *
 * @param collect Where the exchanges come from, by default this suite.
 * @returns The exit status: 1 when anything is not covered that the highest level or a complete criterion needs.
 * @throws TypeError for options that there are not.
 */
export async function runCoverage(
  args: readonly string[],
  output: Pick<Console, 'log'>,
  collect: typeof suiteExchanges = suiteExchanges,
): Promise<number> {
  const { json } = parseArgs({ args: [...args], options: { json: { type: 'string', default: REPORT_PATH } } }).values;
  const source = await readSpec(SPEC_PATH);
  const exchanges = await collect(source);
  const counts = Object.entries(exchanges).map(([kind, sequences]) => [kind, sequences.flat().length] as const);
  const items = measureCoverage(source, bigcommerceContract, Object.values(exchanges).flat());
  const report = coverageReport(
    source,
    relative(process.cwd(), source.path),
    readModel(source),
    items,
    Object.fromEntries(counts),
  );
  output.log(formatReport(report));
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  output.log(`\nWritten to ${relative(process.cwd(), json)}`);
  return report.uncovered.some(({ criterion, level }) => level !== undefined || COMPLETE.includes(criterion)) ? 1 : 0;
}

/** Criteria beyond the levels that this suite covers as a whole. */
const COMPLETE: readonly string[] = ['keyword broken', 'presence and absence', 'wire form', 'header'];

/** The exchanges of a suite, by the kind of test that asserts them. */
export type SuiteExchanges = Readonly<Record<'recordings' | 'flows' | 'counterexamples', readonly AssertedSequence[]>>;

/**
 * The exchanges that tests of this suite assert a verdict on:
 *
 * - every recorded call, stored or derived, made again through the client (`recordings/`): what it really sends, and the
 *   recorded answers;
 * - every flow, made through the client to the modelled store (`flows/`);
 * - every counterexample, as it is rejected (`counterexamples/`).
 *
 * Not counted, although tests assert them: the exchanges that counterexamples are made from, because they are made from
 * the document and would cover it by definition, and the requests of property tests, because they differ between runs.
 *
 * @param derive Derives counterexamples.
 * @throws AssertionError when a flow does not end as it must.
 */
export async function suiteExchanges(source: SpecSource, derive = deriveCounterexamples): Promise<SuiteExchanges> {
  const recordings: AssertedSequence[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { recording } of await allRecordings()) {
    const { exchanges } = await replay(recording);
    nock.cleanAll();
    recordings.push(exchanges.flatMap(asserted));
  }
  const flows = await Promise.all(FLOWS.map(async (flow) => (await runFlow(flow)).flatMap(asserted)));
  return {
    recordings,
    flows,
    counterexamples: derive(source).flatMap(assertedCounterexamples),
  };
}

function asserted(exchange: WireExchange): AssertedSequence {
  const match = matchOperation(exchange.request, bigcommerceContract);
  return 'operation' in match
    ? [{ operationId: match.operation.operationId, ...exchange, violations: checkExchange(exchange) }]
    : [];
}

function assertedCounterexamples([operationId, , found]: ReturnType<typeof deriveCounterexamples>[number]) {
  return found.map(
    ({ exchange }): AssertedSequence => [{ operationId, ...exchange, violations: checkExchange(exchange) }],
  );
}
