import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import * as yaml from 'yaml';
import { parseWith, SpecProblemsError, type SpecSource } from '../../src/contract/load/source.js';

export type { SpecSource } from '../../src/contract/load/source.js';

/**
 * Reads an OpenAPI document that code is generated from.
 *
 * @throws SpecProblemsError when the file is missing or is not YAML.
 */
export async function readSpec(path: string): Promise<SpecSource> {
  const file = relative(process.cwd(), path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SpecProblemsError([
      { file, line: 1, column: 1, rule: 'readable', reason: `cannot be read (${error.code})` },
    ]);
  });
  return parseSpec(text, path);
}

/** As {@link readSpec}, for text that is already here. The path is used to name the file in problems. */
export function parseSpec(text: string, path: string): SpecSource {
  const source = parseWith(yaml, text, path, relative(process.cwd(), path));
  if (source.mistakes.length > 0) throw new SpecProblemsError(source.mistakes);
  return { ...source, forCodegen: true };
}
