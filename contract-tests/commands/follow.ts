import { readFile, rm, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModel } from '../../src/contract/load/read-model.js';
import { deriveCounterexamples } from '../evidence/counterexamples/derive.js';
import { keep, keptOperations, keptPath } from '../evidence/counterexamples/kept.js';
import { METHOD_CALLS } from '../support/method-calls.js';
import { SPECIFICATION } from '../support/specification.js';

export const README_PATH = fileURLToPath(new URL('../../README.md', import.meta.url));

/**
 * Brings what follows from the document up to date, beyond `generated/`: counterexamples of operations that have none yet, and
 * the table of operations in the README. Counterexamples that are stored stay as they are.
 *
 * @param isCheck Writes nothing, but names what is not up to date.
 * @returns The exit status: 1 when something was not up to date and nothing was written.
 */
export async function followDocument(isCheck: boolean, output: Pick<Console, 'log' | 'error'>): Promise<number> {
  const readme = await readFile(README_PATH, 'utf8');
  const table = withOperations(readme);
  const ids = readModel(SPECIFICATION).operations.map(({ operationId }) => operationId);
  const kept = await keptOperations();
  const fresh = ids.filter((operationId) => !kept.includes(operationId));
  const gone = kept.filter((operationId) => !ids.includes(operationId));
  const changed = [...(table === readme ? [] : [README_PATH]), ...[...fresh, ...gone].map(keptPath)];
  if (changed.length === 0) return 0;
  const list = changed.map((path) => `\n  ${relative(process.cwd(), path)}`).join('');
  if (isCheck) {
    output.error(`Does not follow the document:${list}\nRun "npm run generate".`);
    return 1;
  }
  await writeFile(README_PATH, table);
  await keep(deriveCounterexamples(SPECIFICATION).filter(([operationId]) => fresh.includes(operationId)));
  for (const operationId of gone) await rm(keptPath(operationId));
  output.log(`Written:${list}`);
  const uncalled = ids.filter((operationId) => methodsFor(operationId).length === 0);
  if (uncalled.length > 0)
    output.log(`No method calls ${uncalled.join(' and ')}: add one to src/resources/, then run this again.`);
  return 0;
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
