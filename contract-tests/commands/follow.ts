import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModel } from '../../src/contract/load/read-model.js';
import { pendingChanges } from '../evidence/stored/command.js';
import { STORED_FOLDER, writeFiles } from '../evidence/stored/files.js';
import { reportChanges } from '../evidence/stored/report.js';
import { differentFiles, updateEvidence } from '../evidence/stored/update.js';
import { METHOD_CALLS } from '../support/method-calls.js';
import { SPECIFICATION } from '../support/specification.js';

export const README_PATH = fileURLToPath(new URL('../../README.md', import.meta.url));

/**
 * Brings what follows from the document up to date, beyond `generated/`: the stored evidence and the table of operations in
 * the README. What the document says otherwise than it did is marked there and reported, not accepted.
 *
 * @param isCheck Writes nothing, but names what is not up to date.
 * @param update Brings the stored evidence up to the document.
 * @returns The exit status: 1 when something was not up to date and nothing was written, or waits to be accepted.
 */
export async function followDocument(
  isCheck: boolean,
  output: Pick<Console, 'log' | 'error'>,
  update: typeof updateEvidence = updateEvidence,
): Promise<number> {
  const readme = await readFile(README_PATH, 'utf8');
  const table = withOperations(readme);
  const { changes, stored, marked } = await update(SPECIFICATION);
  const evidence = differentFiles(stored, marked).map((name) => join(STORED_FOLDER, name));
  const changed = [...(table === readme ? [] : [README_PATH]), ...evidence];
  const list = changed.map((path) => `\n  ${relative(process.cwd(), path)}`).join('');
  if (isCheck && list !== '') {
    output.error(`Does not follow the document:${list}\nRun "npm run generate".`);
    return 1;
  }
  if (list !== '') {
    await writeFile(README_PATH, table);
    await writeFiles(marked);
    output.log(`Written:${list}`);
    reportUncalled(output);
  }
  for (const line of reportChanges(changes, SPECIFICATION.document)) output.log(line);
  if (changes.length > 0) output.error(pendingChanges(changes.length));
  return isCheck && changes.length > 0 ? 1 : 0;
}

function reportUncalled(output: Pick<Console, 'log'>): void {
  const ids = readModel(SPECIFICATION).operations.map(({ operationId }) => operationId);
  const uncalled = ids.filter((operationId) => methodsFor(operationId).length === 0);
  if (uncalled.length > 0)
    output.log(`No method calls ${uncalled.join(' and ')}: add one to src/resources/, then run this again.`);
}

/** A text with its table of operations as it must be. What only people know, the command line, stays. */
export function withOperations(text: string): string {
  const rows = readModel(SPECIFICATION).operations.map(({ operationId, summary }) => {
    const [, commands = '—'] = new RegExp(`^\\| ${summary} \\|[^|]*\\| ([^|]*) \\|$`, 'm').exec(text) ?? [];
    return `| ${summary} | ${methodsFor(operationId).join(', ') || '—'} | ${commands} |\n`;
  });
  return text.replace(TABLE, (_, head: string) => head + rows.join(''));
}

/** The head of the table, and its rows. */
const TABLE = /(\| Operation \| In code \|.*\n\|[- |]+\|\n)(?:\|.*\n)*/;

function methodsFor(operationId: string): string[] {
  const calls = METHOD_CALLS.filter(({ operation }) => operation.operationId === operationId);
  return calls.map(({ method }) => `\`${method}\``);
}
