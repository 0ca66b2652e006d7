import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staleFiles } from '../codegen/command.js';
import { generate } from '../codegen/generate.js';
import { lintStyle } from '../spec/lint.js';
import { formatProblem, SpecProblemsError } from '../spec/problem.js';
import { readSpec } from '../spec/source.js';

const GENERATED = fileURLToPath(new URL('../../generated', import.meta.url));

/** What is wrong with the document, or with code that is not generated from it as it is now. */
export async function documentProblems(specPath: string): Promise<string[]> {
  try {
    const source = await readSpec(specPath);
    // Calls are checked with generated code, which speaks for the document only when it is up to date.
    const stale = await staleFiles(await generate(source), GENERATED);
    const problems = await lintStyle(source);
    if (problems.length > 0) return problems.map(formatProblem);
    const path = relative(process.cwd(), GENERATED);
    return stale.map((name) => `${path}/${name} is not what the document says: run "npm run generate"`);
  } catch (error) {
    if (error instanceof SpecProblemsError) return error.problems.map(formatProblem);
    throw error;
  }
}
