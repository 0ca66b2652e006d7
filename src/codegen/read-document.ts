import { checkSchemas } from '../contract/load/check-schemas.js';
import { readSource } from '../contract/load/read-source.js';
import { SpecProblemsError } from '../contract/load/source.js';
import type { CodegenSource } from './codegen-source.js';
import { operationsIn, type Warn } from './found-operations.js';
import { prepare } from './prepare.js';

/**
 * Reads anybody's document, with the files that it refers to.
 *
 * @param warn Called for every part that generated code passes over or changes.
 * @throws SpecProblemsError with everything that makes it unusable.
 */
export async function readDocument(path: string, warn: Warn): Promise<CodegenSource> {
  const source = await readSource(path);
  // Removes patterns that JavaScript does not have. References that lead nowhere are repaired below.
  checkSchemas({ ...source, references: new Map() }, true, warn);
  const document = prepare(source.document, warn);
  if (operationsIn(document).length === 0)
    throw new SpecProblemsError([source.problemAt('/paths', 'generate', 'has no operation to generate code for')]);
  return {
    ...source,
    document,
    lineAt: (pointer) => source.placeOf(pointer).line ?? 1,
    warn,
  };
}
