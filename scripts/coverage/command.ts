import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { suiteExchanges } from '../../contract-tests/coverage/suite-exchanges.js';
import { bigcommerceContract } from '../../src/contract/index.js';
import { readModel } from '../codegen/read-model.js';
import { readSpec } from '../spec/source.js';
import { measureCoverage } from './measure.js';
import { coverageReport, formatReport } from './report.js';

const SPEC_PATH = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));
const REPORT_PATH = fileURLToPath(new URL('../../reports/coverage/coverage.json', import.meta.url));

/**
 * Measures what of the document the suite covers, prints it, and writes it as JSON to `--json FILE`, by default
 * `reports/coverage/coverage.json`.
 *
 * @param collect Where the exchanges come from, by default this suite.
 * @returns The exit status: 0 at the highest level, 1 when anything that it needs is not covered.
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
  const report = coverageReport(source, readModel(source), items, Object.fromEntries(counts));
  output.log(formatReport(report));
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  output.log(`\nWritten to ${relative(process.cwd(), json)}`);
  return report.uncovered.some(({ level }) => level !== undefined) ? 1 : 0;
}
