import type { Contract } from '../contract.js';
import { checkSchemas } from './check-schemas.js';
import { makeContract } from './make-contract.js';
import { readSource } from './read-source.js';
import type { SpecProblem } from './source.js';

export interface LoadOptions {
  /**
   * Patterns are matched in time that grows with the text alone, so that no text keeps a check busy for hours. For one that
   * refers back to a group (`(a+)\1`) or takes more than 10,000 steps, no such way is known: it is refused. With `'trust'`,
   * RegExp matches these, however long it takes, and what is no pattern of JavaScript, `(?i)` for one, is not checked, but
   * listed in `unchecked`.
   */
  readonly patterns?: 'trust' | undefined;
}

/**
 * Makes a contract of any OpenAPI 3.0 or 3.1 document: the path of a file, the text of one, or an object. References may
 * lead to other files, not to the network. Each schema is compiled when it is first needed, and only once.
 *
 * What is not looked at: bodies that are neither JSON nor forms nor plain text, of which only the media type is checked;
 * parameters and forms that nobody says how to write or to tell apart; formats that nobody knows; discriminators that do not
 * choose among references; client certificates, webhooks, callbacks and links. Operations that have the id of another are
 * called `id (METHOD /path)`.
 * `unchecked` of the contract lists each of these places with its line.
 *
 * It needs the package `yaml`.
 *
 * @throws Error when that package is not installed.
 * @throws SpecProblemsError when the document cannot be read or is not valid, or has a pattern that cannot be
 *   matched, with file, line and reason.
 */
export async function loadContract(given: string | object, options: LoadOptions = {}): Promise<Contract> {
  const source = await readSource(given);
  const { placeOf, problemAt, path, document } = source;
  // What stands with a path is read for each of its operations.
  const notes = new Map<string, readonly [pointer: string, reason: string]>();
  const note = (pointer: string, reason: string) => void notes.set(`${pointer} ${reason}`, [pointer, reason]);
  checkSchemas(source, options.patterns === 'trust', note);
  const contract = makeContract({ ...source, note }, source.schemas);
  let unchecked: readonly SpecProblem[] | undefined;
  return {
    ...contract,
    document,
    file: path,
    // Lines of large documents take longer than all the rest.
    get unchecked() {
      unchecked ??= [...notes.values()].map(([pointer, reason]) => problemAt(pointer, 'unchecked', reason));
      return unchecked;
    },
    placeOf,
    lineOf: (pointer) => {
      const { file, line } = placeOf(pointer);
      return file === undefined ? line : undefined;
    },
  };
}
