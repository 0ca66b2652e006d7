import { readdir } from 'node:fs/promises';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { leaveOut, withinFile } from './registry.js';

/** The tests that look at the checker and are quick, below `contract-tests/`. */
const FOLDERS = ['checker', 'counterexamples', 'guard', 'load', 'matchers', 'patterns', 'valid-exchanges'];

/** Those that take long and kill nothing that others let live, and one that needs modules of its own. */
const LEFT_OUT = ['counterexamples.test.ts', 'missing-packages.test.ts'];

/** Those that take long, each for itself: of very much of something, or of what is not the same each time. */
const LONG = [
  'megabytes of %s take no long time',
  'matches what RegExp matches',
  'keep no check busy, whatever is sent',
  'takes no longer than its text is long',
  'is nested beyond any stack',
  'have thousands of operations',
  'gives the verdicts of the published contract on all recordings',
  'is the same for the published contract, the contract of its file, and elsewhere',
];

/** Imports all test files of a copy of the project, once. */
export async function loadTests(root: string): Promise<void> {
  const globals = new URL('./jest-globals.ts', import.meta.url).href;
  register(`data:text/javascript,${encodeURIComponent(hookFor(globals))}`);
  await import(pathToFileURL(join(root, 'contract-tests/support/setup.ts')).href);
  leaveOut(LONG);
  for (const folder of FOLDERS) {
    const names = await readdir(join(root, 'contract-tests', folder));
    for (const name of names.filter((one) => one.endsWith('.test.ts') && !LEFT_OUT.includes(one)).sort()) {
      const file = join(root, 'contract-tests', folder, name);
      await withinFile(`${folder}/${name}`, file, () => import(pathToFileURL(file).href));
    }
  }
}

function hookFor(globals: string): string {
  return `export const resolve = (name, context, next) =>
    next(name === '@jest/globals' ? ${JSON.stringify(globals)} : name, context);`;
}
