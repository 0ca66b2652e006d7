import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import {
  BUNDLED_FILE,
  bigcommerceContract,
  type Contract,
  formatProblem,
  type LoadOptions,
  loadContract,
  SpecProblemsError,
} from '#contract';
import { valueAt } from '../../json.js';
import { UnreadableError } from '../input/entry.js';
import { reasonOf } from '../io.js';
import type { Unchecked } from './findings.js';
import type { DocumentTitle } from './html-parts.js';

/** The contract to check against, and the document that it comes from. */
export interface Specification {
  readonly contract: Contract;
  /** The path of the document as the user gave it; `undefined` for that of this package. */
  readonly file?: string;
  readonly unchecked?: readonly Unchecked[];
  /** The lines of the document. */
  readonly lines?: readonly string[];
}

export const OWN_SPECIFICATION: Specification = { contract: bigcommerceContract };

/**
 * Loads the contract from a document.
 *
 * @throws UnreadableError with the file and what is wrong with it, or with the packages to install.
 */
export async function loadSpecification(file: string, cwd: string, options: LoadOptions = {}): Promise<Specification> {
  const path = resolve(cwd, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnreadableError(`${file}: ${reasonOf(error)}`);
  });
  try {
    const { root } = options;
    const contract = await loadContract(path, { ...options, ...(root !== undefined && { root: resolve(cwd, root) }) });
    const unchecked = (contract.unchecked ?? []).map(({ line, pointer = '', reason, ...problem }) => {
      return { file: nameOf(problem.file, file, path), line, pointer, reason };
    });
    return { contract, file, lines: text.split(/\r?\n/), unchecked };
  } catch (error) {
    throw new UnreadableError(explain(error, file, path));
  }
}

/**
 * What the document calls itself.
 *
 * @param text The document. The contract of this package does not repeat these members.
 */
export function titleOf({ contract, file = contract.file ?? '' }: Specification, text = ''): DocumentTitle {
  const [, title, version] = /^info:\n {2}title: (.+)\n {2}version: (.+)$/m.exec(text) ?? [];
  const textOf = (name: string, own = '') => String(valueAt(contract.document, 'info', name) ?? own);
  return { title: textOf('title', title), version: textOf('version', version), file };
}

/** Every message starts with the file, because the cause is in the user's document. */
function explain(error: unknown, file: string, path: string): string {
  if (!(error instanceof SpecProblemsError))
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  return error.problems
    .map((problem) => formatProblem({ ...problem, file: nameOf(problem.file, file, path) }))
    .join('\n');
}

/** The path of a file that the document refers to, relative to the same folder as the path of the document. */
function nameOf(other: string, file: string, path: string): string {
  return join(dirname(file), relative(dirname(path), other));
}

/** The text of the package's own document; `undefined` if it cannot be read. */
export async function bundledDocument(module = import.meta.url): Promise<string | undefined> {
  // The published command is one file, in a folder next to that of the document.
  const root = module.endsWith('.ts') ? '../../../' : '../';
  return readFile(new URL(`${root}${BUNDLED_FILE}`, module), 'utf8').catch(() => undefined);
}
