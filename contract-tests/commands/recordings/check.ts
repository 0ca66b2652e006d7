import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations } from '../../../generated/operations.js';
import { checkConformance, lintStyle } from '../../../scripts/spec/check.js';
import { readSpec } from '../../../scripts/spec/source.js';
import { formatTable } from '../../../src/cli/report/table.js';
import { generate } from '../../../src/codegen/generate.js';
import { staleFiles } from '../../../src/codegen/output-folder.js';
import { bigcommerceContract } from '../../../src/contract/index.js';
import { formatProblem, SpecProblemsError } from '../../../src/contract/load/source.js';
import { deriveRecordings } from '../../evidence/derived-recordings.js';
import { RECORDINGS_FOLDER, readRecordings } from '../../evidence/recordings.js';
import { SPECIFICATION_PATH } from '../../support/specification.js';
import { checkRecording, type RecordingResult } from './check-recording.js';
import { missingRecordings } from './missing.js';

/**
 * Checks the document, makes every recorded call through the client, and checks every request and every
 * answer against the document. Takes the folder of the recordings and the document, where they are others than the
 * repository's.
 *
 * @param problemsWith Says what is wrong with the document, or with the code that is generated from it.
 * @param derive Makes the recordings that follow from the document.
 * @returns The exit status: 0 when everything agrees, 1 when anything does not.
 */
export async function runRecordings(
  [folder = RECORDINGS_FOLDER, specPath = SPECIFICATION_PATH]: readonly string[],
  output: Pick<Console, 'log'>,
  problemsWith = documentProblems,
  derive = deriveRecordings,
): Promise<number> {
  const path = relative(process.cwd(), specPath);
  const specProblems = await problemsWith(specPath);
  output.log(specProblems.length > 0 ? `${specProblems.join('\n')}\n` : `${path}: valid, in style, examples true\n`);

  const results: RecordingResult[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  const stored = await readRecordings(folder);
  const derived = await derive(stored);
  for (const recording of [...stored, ...derived]) results.push(await checkRecording(recording));
  const rows = Object.keys(operations).map((operationId) => rowFor(operationId, results));
  output.log(formatTable(['Operation', 'Request', 'Response', 'Checked'], rows));
  output.log(LEGEND);

  const findings = results.flatMap(({ name, requestProblems, responseProblems, outcomeProblems }) =>
    [...requestProblems, ...responseProblems, ...outcomeProblems].map((problem) => `  ${name}: ${problem}`),
  );
  const missing = missingRecordings(results, bigcommerceContract).map((line) => `  ${line}`);
  const disagreement = [...specProblems, ...findings, ...missing].join('\n');
  const agrees = disagreement === '';
  output.log(
    agrees
      ? `\n${results.length} calls agree with the document, ${derived.length} of them derived from it.`
      : `\nNot everything agrees:\n${disagreement}`,
  );
  return agrees ? 0 : 1;
}

const OK = 'ok';

const LEGEND = `
Request:  server, path, method, parameters as they are written, credential, body
Response: status, headers, media type, body, and what the client makes of them`;

function rowFor(operationId: string, all: readonly RecordingResult[]): string[] {
  const results = all.filter((result) => result.operationId === operationId);
  const verdict = (problems: readonly (readonly string[])[]) => {
    const failed = problems.filter((list) => list.length > 0).length;
    if (problems.length === 0) return 'NOT CHECKED';
    return failed === 0 ? OK : `${failed} FAILED`;
  };
  const statuses = [...new Set(results.flatMap((result) => result.statuses))].sort();
  return [
    operationId,
    verdict(results.map(({ requestProblems }) => requestProblems)),
    verdict(results.map(({ responseProblems, outcomeProblems }) => [...responseProblems, ...outcomeProblems])),
    `${results.length} calls, answered ${statuses.join(' ')}`,
  ];
}

const GENERATED = fileURLToPath(new URL('../../../generated', import.meta.url));

/** What is wrong with the document, or with code that is not generated from it as it is now. */
export async function documentProblems(specPath: string): Promise<string[]> {
  try {
    const source = await readSpec(specPath);
    await checkConformance(source);
    // Calls are checked with generated code, which speaks for the document only when it is up to date.
    const stale = await staleFiles(await generate(source), GENERATED);
    const problems = await lintStyle(source);
    if (problems.length > 0) return problems.map(formatProblem);
    const path = relative(process.cwd(), GENERATED);
    return stale.map((name) => `${path}/${name} is not what the document says: run "npm run generate"`);
  } catch (error) {
    if (error instanceof SpecProblemsError) return error.problems.map(formatProblem);
    throw error;
  }
}
