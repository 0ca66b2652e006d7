import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRecording, type RecordingResult } from '../../contract-tests/support/check-recording.js';
import { RECORDINGS_FOLDER, readRecordings } from '../../contract-tests/support/recording.js';
import { operations } from '../../generated/operations.js';
import { formatTable } from '../start/table.js';
import { documentProblems } from './document-problems.js';

const SPEC_PATH = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));

/**
 * Checks the document, makes every recorded call through the client, and checks every request and every
 * answer against the document. Takes the folder of the recordings and the document, where they are others than the
 * repository's.
 *
 * @param problemsWith Says what is wrong with the document, or with the code that is generated from it.
 * @returns The exit status: 0 when everything agrees, 1 when anything does not.
 */
export async function runRecordings(
  [folder = RECORDINGS_FOLDER, specPath = SPEC_PATH]: readonly string[],
  output: Pick<Console, 'log'>,
  problemsWith = documentProblems,
): Promise<number> {
  const path = relative(process.cwd(), specPath);
  const specProblems = await problemsWith(specPath);
  output.log(specProblems.length > 0 ? `${specProblems.join('\n')}\n` : `${path}: valid, in style, examples true\n`);

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
  const disagreement = [...specProblems, ...findings].join('\n');
  output.log(
    agrees ? `\n${results.length} calls agree with the document.` : `\nNot everything agrees:\n${disagreement}`,
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
