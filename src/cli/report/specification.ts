import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { bigcommerceContract, type Contract, loadContract, SpecProblemsError } from '../../contract/index.js';
import { BUNDLED_FILE, formatProblem } from '../../contract/internal.js';
import { UnreadableError } from '../input/entry.js';
import { reasonOf } from '../io.js';
import type { Unchecked } from './findings.js';

/** What exchanges are checked against, and where it is written. */
export interface Specification {
  readonly contract: Contract;
  /** The OpenAPI document as the user of the command named it; `undefined` for the one of this package. */
  readonly file?: string;
  /** What of that document is not looked at. */
  readonly unchecked?: readonly Unchecked[];
  /** The lines of that file. */
  readonly lines?: readonly string[];
}

/** What exchanges are checked against where no other document is named. */
export const OWN_SPECIFICATION: Specification = { contract: bigcommerceContract };

/**
 * Makes a contract of a document in a file.
 *
 * @throws UnreadableError that names the file and what is wrong with it, or the packages that have to be installed.
 */
export async function loadSpecification(file: string, cwd: string): Promise<Specification> {
  const path = resolve(cwd, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnreadableError(`${file}: ${reasonOf(error)}`);
  });
  try {
    const contract = await loadContract(path);
    const unchecked = (contract.unchecked ?? []).map(({ line, pointer = '', reason, ...problem }) => {
      return { file: nameOf(problem.file, file, path), line, pointer, reason };
    });
    return { contract, file, lines: text.split(/\r?\n/), unchecked };
  } catch (error) {
    throw new UnreadableError(whatIsWrong(error, file, path));
  }
}

/** Whatever it is: the document is not ours, and people need to know that it is the one to look at. */
function whatIsWrong(error: unknown, file: string, path: string): string {
  if (!(error instanceof SpecProblemsError))
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  return error.problems
    .map((problem) => formatProblem({ ...problem, file: nameOf(problem.file, file, path) }))
    .join('\n');
}

/** A file that the document refers to is named as the document itself was. */
function nameOf(other: string, file: string, path: string): string {
  return join(dirname(file), relative(dirname(path), other));
}

/** The text of the document that the package comes with; `undefined` where it cannot be read. */
export async function bundledDocument(module = import.meta.url): Promise<string | undefined> {
  // The published command is one file, in a folder beside that of the document.
  const root = module.endsWith('.ts') ? '../../../' : '../';
  return readFile(new URL(`${root}${BUNDLED_FILE}`, module), 'utf8').catch(() => undefined);
}
