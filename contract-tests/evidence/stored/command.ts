import type { SpecSource } from '../../../scripts/spec/source.js';
import { SPECIFICATION } from '../../support/specification.js';
import { filesOf, STORED_FOLDER, writeFiles } from './files.js';
import { reportChanges } from './report.js';
import { updateEvidence } from './update.js';

const USAGE = `Usage: npm run counterexamples -- [options]

Holds openapi/bigcommerce-customers.yaml against the stored evidence, and names each rule that is looser or tighter.

  --accept       store what the document says now; without it, changes are marked and fail the suite
  --help         show this`;

/**
 * Brings the stored evidence up to the document as it is now, and names every rule that was loosened or tightened since. What
 * has changed is written with what it was, and fails the suite until it is accepted.
 *
 * @param args `--accept` if the changes are meant.
 * @returns The exit status: 1 if there is a change that nobody has accepted, 2 for wrong usage, otherwise 0.
 */
export async function runCounterexamples(
  args: readonly string[],
  output: Pick<Console, 'log'>,
  { source = SPECIFICATION, folder = STORED_FOLDER }: { readonly source?: SpecSource; readonly folder?: string } = {},
): Promise<number> {
  const unknown = args.find((arg) => arg !== '--accept' && arg !== '--help');
  if (unknown !== undefined || args.includes('--help')) {
    output.log(unknown === undefined ? USAGE : `${unknown} is not an option.\n\n${USAGE}`);
    return unknown === undefined ? 0 : 2;
  }
  const isAccepted = args.includes('--accept');
  const { changes, derived, marked } = await updateEvidence(source, folder);
  await writeFiles(isAccepted ? filesOf(derived) : marked, folder);
  for (const line of reportChanges(changes, source.document)) output.log(line);
  const counts = `${derived.entries.length} exchanges and ${derived.facts.length} facts are stored`;
  if (changes.length === 0) output.log(`${counts}; the document says of all of them what it said before.`);
  else if (isAccepted) output.log(`${counts}; ${changes.length} changes are accepted. Review the diff of the files.`);
  else output.log(pendingChanges(changes.length));
  return changes.length === 0 || isAccepted ? 0 : 1;
}

/** What to do about changes that nobody has accepted. */
export function pendingChanges(count: number): string {
  return (
    `${count} stored verdicts and facts changed. They are marked with what they were ("was") and fail the suite. ` +
    'Undo the change of the document or, if you meant it, run "npm run counterexamples -- --accept".'
  );
}
