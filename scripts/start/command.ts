import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRecording, type RecordingResult } from '../../contract-tests/support/check-recording.js';
import { RECORDINGS_FOLDER, readRecordings } from '../../contract-tests/support/recording.js';
import { operations } from '../../generated/operations.js';
import { findProblems } from '../spec/check.js';
import { formatProblem } from '../spec/problem.js';
import { readSpec } from '../spec/source.js';
import { formatTable } from './table.js';

const SPEC_PATH = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));

/**
 * The main job: checks the document, makes every recorded call through the client, and checks every request and every
 * answer against the document. Takes the folder of the recordings, where they are others than the repository's.
 *
 * @returns The exit status: 0 when everything agrees, 1 when anything does not.
 */
export async function runStart(
  [folder = RECORDINGS_FOLDER]: readonly string[],
  output: Pick<Console, 'log'>,
): Promise<number> {
  const source = await readSpec(SPEC_PATH);
  const specProblems = (await findProblems(source)).map(formatProblem);
  const path = relative(process.cwd(), SPEC_PATH);
  output.log(specProblems.length > 0 ? specProblems.join('\n') : `${path}: valid, in style, examples true\n`);

  const results: RecordingResult[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const recording of await readRecordings(folder)) results.push(await checkRecording(recording));
  const rows = Object.keys(operations).map((operationId) => rowFor(operationId, results));
  output.log(formatTable(['Operation', 'Request', 'Response', 'Checked'], rows));
  output.log(LEGEND);

  const findings = results.flatMap(({ name, requestProblems, responseProblems, outcomeProblems }) =>
    [...requestProblems, ...responseProblems, ...outcomeProblems].map((problem) => `  ${name}: ${problem}`),
  );
  const isComplete = rows.every(([, request]) => request === OK);
  const agrees = isComplete && specProblems.length + findings.length === 0;
  output.log(
    agrees ? `\n${results.length} calls agree with the document.` : `\nNot everything agrees:\n${findings.join('\n')}`,
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
