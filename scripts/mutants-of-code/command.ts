import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { formatTable } from '../start/table.js';
import { type CodeMutant, judge, readSurvivors } from './survivors.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Of all mutants, how many must be killed: %. */
const LEAST_SCORE = 90;

/**
 * Changes the code of the checker in every way that Stryker knows, and looks whether a test notices.
 *
 * @param patterns Files to change. Default: all of the checker.
 * @returns The exit status: 0 when 90 % or more of all are noticed, and exactly those that are on the list are not.
 */
export async function runMutantsOfCode(patterns: readonly string[], output: Pick<Console, 'log'>): Promise<number> {
  const configFile = 'scripts/mutants-of-code/stryker.config.mjs';
  const isPartial = patterns.length > 0;
  const results = await new Stryker({ configFile, ...(isPartial && { mutate: [...patterns] }) }).runMutationTest();
  const mutants = await Promise.all(results.map(async (result) => ({ ...result, ...(await codeOf(result)) })));
  const folders = [...new Set(mutants.map(({ file }) => dirname(file)))].sort();
  const rows = folders.map((folder) =>
    rowOf(
      `${folder}/`,
      mutants.filter(({ file }) => dirname(file) === folder),
    ),
  );
  output.log(formatTable(['Folder', 'Mutants', 'Killed', 'Score'], [...rows, rowOf('all', mutants)]));
  const { unexplained, stale } = judge(mutants, await readSurvivors());
  for (const { file, code, location, mutatorName, replacement } of unexplained)
    output.log(`${file}:${location.start.line} ${mutatorName} survives\n  - ${code}\n  + ${replacement}`);
  // Of files that were left alone, nothing is known.
  const isLooked = ({ file }: { readonly file: string }) =>
    !isPartial || mutants.some((mutant) => mutant.file === file);
  const outOfDate = stale.filter(isLooked);
  for (const { file, code } of outOfDate) output.log(`out of date in survivors/: ${file}: ${code}`);
  const isEnough = isPartial || scoreOf(mutants) >= LEAST_SCORE;
  return isEnough && unexplained.length + outOfDate.length === 0 ? 0 : 1;
}

/** Where a mutant is, and the line that it begins on. */
async function codeOf({ fileName, location }: Pick<CodeMutant, 'location'> & { readonly fileName: string }) {
  const lines = (await readFile(fileName, 'utf8')).split('\n');
  return { file: relative(ROOT, fileName), code: lines[location.start.line - 1]?.trim() ?? '' };
}

function rowOf(name: string, mutants: readonly CodeMutant[]): string[] {
  const killed = mutants.filter(({ status }) => isKilled(status)).length;
  return [name, String(mutants.length), String(killed), `${scoreOf(mutants).toFixed(1)} %`];
}

function scoreOf(mutants: readonly CodeMutant[]): number {
  return (100 * mutants.filter(({ status }) => isKilled(status)).length) / Math.max(mutants.length, 1);
}

function isKilled(status: string): boolean {
  return status === 'Killed' || status === 'Timeout';
}
