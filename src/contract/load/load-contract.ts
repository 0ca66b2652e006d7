import type { Contract } from '../contract.js';
import { checkSchemas } from './check-schemas.js';
import { makeContract } from './make-contract.js';
import { readSource } from './read-source.js';
import type { SpecProblem } from './source.js';

export interface LoadOptions {
  /**
   * Patterns are matched in linear time, so that no text can stall a check. A document with a pattern for which that is not
   * possible, because it has a backreference (`(a+)\1`) or more than 10,000 steps, is rejected. With `'trust'`, RegExp matches
   * such patterns, however long it takes, and patterns that are invalid in JavaScript, such as `(?i)a`, are not checked but
   * listed in `unchecked`.
   */
  readonly patterns?: 'trust' | undefined;
  /**
   * The folder that references to other files must not leave, symbolic links included.
   *
   * @default the working directory if the document is in it, otherwise the folder of the document
   */
  readonly root?: string | undefined;
}

/**
 * Makes a contract of any OpenAPI 3.0 or 3.1 document, given as the path of a file, as a text or as an object. References may
 * lead to other files, but not to the network. Schemas are compiled once, when they are first needed.
 *
 * Not checked are: the content of bodies that are neither JSON nor forms nor plain text; parameters and forms whose
 * serialization OpenAPI does not define, or that are ambiguous on the wire; unknown formats; discriminators that do not choose
 * among references; client certificates, webhooks, callbacks and links. A repeated operationId becomes
 * `id (METHOD /path)`. `unchecked` of the contract lists all of these with their lines.
 *
 * Requires the package `yaml`.
 *
 * @throws Error when that package is not installed.
 * @throws SpecProblemsError when the document cannot be read, is invalid or has a rejected pattern, with file, line and
 *   reason.
 */
export async function loadContract(given: string | object, options: LoadOptions = {}): Promise<Contract> {
  const source = await readSource(given, options.root);
  const { placeOf, problemAt, path, document } = source;
  // A map, because parameters of a path are read once for each of its operations.
  const notes = new Map<string, readonly [pointer: string, reason: string]>();
  const note = (pointer: string, reason: string) => void notes.set(`${pointer} ${reason}`, [pointer, reason]);
  checkSchemas(source, options.patterns === 'trust', note);
  const contract = makeContract({ ...source, note }, source.schemas);
  let unchecked: readonly SpecProblem[] | undefined;
  return {
    ...contract,
    document,
    file: path,
    // Finding lines in a large document takes longer than loading it.
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
