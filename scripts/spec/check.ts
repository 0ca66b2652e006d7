import { findBadExamples } from './examples.js';
import { validateExtensions } from './extensions.js';
import { lintConformance } from './lint.js';
import { SpecProblemsError } from './problem.js';
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
