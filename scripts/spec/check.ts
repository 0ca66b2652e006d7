import { findBadExamples } from './examples.js';
import { validateExtensions } from './extensions.js';
import { lintConformance, lintStyle } from './lint.js';
import { type SpecProblem, SpecProblemsError } from './problem.js';
import { validateSchemas } from './schemas.js';
import type { SpecSource } from './source.js';
import { validateStructure } from './validate.js';

/**
 * Makes sure that a document is OpenAPI 3.1 with known extensions and true examples.
 *
 * @throws SpecProblemsError with every problem of the first checker that finds any.
 */
export async function checkConformance(source: SpecSource): Promise<void> {
  if (!/^3\.1\.\d+$/.test(String(source.document['openapi']))) {
    throw new SpecProblemsError([source.problemAt('/openapi', 'openapi-version', 'only OpenAPI 3.1 is supported')]);
  }
  for (const check of [lintConformance, validateStructure, validateExtensions, validateSchemas, findBadExamples]) {
    const problems = await check(source);
    if (problems.length > 0) throw new SpecProblemsError(problems);
  }
}

/** Everything that this project asks of its own document: conformance, and style. */
export async function findProblems(source: SpecSource): Promise<readonly SpecProblem[]> {
  try {
    await checkConformance(source);
  } catch (error) {
    if (error instanceof SpecProblemsError) return error.problems;
    throw error;
  }
  return lintStyle(source);
}
