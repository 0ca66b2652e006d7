import type { Contract } from '../contract.js';
import { makeContract } from './make-contract.js';
import { readSource } from './read-source.js';
import type { SpecProblem } from './source.js';

export interface LoadOptions {
  /**
   * Patterns are matched in linear time, so that no text can stall a check. A pattern for which that is not possible, because it
   * has a backreference (`(a+)\1`) or more than 10,000 steps, is not checked but listed in `unchecked`. With `'trust'`, RegExp
   * matches such patterns, however long it takes.
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
 * Makes a contract of any OpenAPI 3.0 or 3.1 document, or one of 3.2 as far as it is 3.1, given as the path of a file, as a text
 * or as an object. References may lead to other files, but not to the network. Schemas are compiled once, when they are first
 * needed.
 *
 * What cannot be read is passed over, and `unchecked` of the contract lists it with line and reason: malformed keywords, patterns
 * that are no regular expression, references that lead nowhere, unknown security schemes. An operation whose own rules cannot be
 * read is listed too, and asking for it is a SpecProblemsError; the others are checked.
 *
 * Also listed, and not checked, are: the content of bodies that are neither JSON nor forms nor plain text; parameters and forms
 * whose serialization OpenAPI does not define, or that are ambiguous on the wire; unknown formats; discriminators that do not
 * choose among references; client certificates, webhooks, callbacks and links. A repeated operationId becomes
 * `id (METHOD /path)`.
 *
 * Documents in files and texts require the package `yaml`; objects do not.
 *
 * @throws Error when that package is needed and not installed.
 * @throws SpecProblemsError when the document cannot be read, is not an OpenAPI document, or none of its operations can be read,
 *   with file, line and reason.
 */
export async function loadContract(given: string | object, options: LoadOptions = {}): Promise<Contract> {
  // A map, because parameters of a path are read once for each of its operations.
  const notes = new Map<string, readonly [pointer: string, reason: string]>();
  const note = (pointer: string, reason: string) => void notes.set(`${pointer} ${reason}`, [pointer, reason]);
  const { patterns, root } = options;
  const source = await readSource(given, { arePatternsTrusted: patterns === 'trust', root, note });
  const { placeOf, problemAt, path, document } = source;
  const contract = makeContract({ ...source, note }, source.schemas, source.references);
  let unchecked: readonly SpecProblem[] | undefined;
  return {
    ...contract,
    document,
    file: path,
    // Finding lines in a large document takes longer than loading it.
    get unchecked() {
      unchecked ??= [
        ...source.mistakes.map((mistake) => ({ ...mistake, rule: 'unchecked' })),
        ...[...notes.values()].map(([pointer, reason]) => problemAt(pointer, 'unchecked', reason)),
        ...refusals(contract.refused),
      ];
      return unchecked;
    },
    placeOf,
    lineOf: (pointer) => {
      const { file, line } = placeOf(pointer);
      return file === undefined ? line : undefined;
    },
  };
}

/** The refused operations, by reason. */
function refusals(refused: Contract['refused'] = {}): SpecProblem[] {
  const byProblem = new Map<SpecProblem, string[]>();
  for (const [operationId, problems] of Object.entries(refused))
    for (const problem of problems) byProblem.set(problem, [...(byProblem.get(problem) ?? []), operationId]);
  return [...byProblem].map(([problem, operationIds]) => ({
    ...problem,
    rule: 'unchecked',
    reason: `${operationIds.join(', ')}: ${problem.reason}`,
  }));
}
