import { join, relative } from 'node:path';
import { formatProblem, type SpecProblem, SpecProblemsError } from '../contract/load/source.js';
import type { CodegenSource } from './codegen-source.js';
import type { Warn } from './found-operations.js';
import { type GeneratedFiles, generate } from './generate.js';
import { foreignFiles, staleFiles, writeStale } from './output-folder.js';
import { readDocument } from './read-document.js';
import { CHOICE, warningLines } from './warnings.js';

/** What to generate, and where to. */
export interface GenerateTask {
  /** The document, as an absolute path. */
  readonly spec: string;
  /** The folder, as an absolute path. */
  readonly out: string;
  /** Writes nothing, but tells what is not up to date. */
  readonly check: boolean;
  /** Replaces files that were not generated. */
  readonly force: boolean;
  /** The base of the paths in messages. */
  readonly cwd: string;
  /** The command that writes what `check` misses. */
  readonly again: string;
}

/** Where the command says what it did, and what is wrong. */
export type Output = Pick<Console, 'log' | 'error'>;

/** Further rules, of which warnings are given. */
export type Lint = (source: CodegenSource) => Promise<readonly SpecProblem[]>;

/** How a command ended: `stale` is what `check` finds, `refused` an unusable document or folder. */
export type Outcome = 'done' | 'stale' | 'refused';

/** Generates code for anybody's document. */
export async function generateForDocument(task: GenerateTask, output: Output, lint?: Lint): Promise<Outcome> {
  const warnings = new Map<string, Parameters<Warn>>();
  const warn: Warn = (...warning) => void warnings.set(warning.join(' '), warning);
  return reportingProblems(task, output, async () => {
    const source = await readDocument(task.spec, warn);
    const files = await generate(source);
    const found = [...warnings.values()].map(([pointer, reason, rule = CHOICE]) =>
      source.problemAt(pointer, rule, reason),
    );
    const problems = [...found, ...((await lint?.(source)) ?? [])];
    for (const line of warningLines(problems.map((problem) => namedFrom(task.cwd, problem)))) output.error(line);
    return write(files, task, output);
  });
}

/** Generates code for the document of this package. */
export async function generateForClient(
  task: GenerateTask,
  output: Output,
  read: () => Promise<CodegenSource>,
): Promise<Outcome> {
  return reportingProblems(task, output, async () => write(await generate(await read()), task, output));
}

async function reportingProblems({ cwd }: GenerateTask, output: Output, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SpecProblemsError)) throw error;
    const lines = error.problems.map((problem) => formatProblem(namedFrom(cwd, problem)));
    output.error(`Nothing was generated:\n${lines.join('\n')}`);
    return 'refused';
  }
}

async function write(files: GeneratedFiles, task: GenerateTask, output: Output): Promise<Outcome> {
  const { out, cwd, check, force, again } = task;
  const stale = await staleFiles(files, out);
  const list = (names: readonly string[]) => names.map((name) => `\n  ${join(relative(cwd, out), name)}`).join('');
  if (check && stale.length > 0) {
    output.error(`Not up to date with ${relative(cwd, task.spec)}:${list(stale)}\nRun "${again}".`);
    return 'stale';
  }
  const others = stale.length > 0 && !force ? await foreignFiles(files, out) : [];
  if (others.length > 0) {
    output.error(
      `Nothing was generated: the folder has files that were not generated:${list(others.slice(0, LISTED_FILES))}\nName another folder, or add --force to replace files of the same names and keep all others.`,
    );
    return 'refused';
  }
  if (!check) await writeStale(files, stale, out);
  output.log(stale.length > 0 ? `Generated:${list(stale)}` : 'Everything is up to date.');
  return 'done';
}

const LISTED_FILES = 10;

function namedFrom(cwd: string, { file, ...problem }: SpecProblem): SpecProblem {
  return { ...problem, file: relative(cwd, file) || '.' };
}
