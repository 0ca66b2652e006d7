import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConfig, getLineColLocation, lintFromString, loadConfig } from '@redocly/openapi-core';
import type { SpecProblem } from './problem.js';
import type { SpecSource } from './source.js';

/** Checks that a document is OpenAPI and names its operations, whatever its style. */
export async function lintConformance(source: SpecSource): Promise<SpecProblem[]> {
  return lint(source, await createConfig({ extends: ['spec'], rules: { 'operation-operationId': 'error' } }));
}

/** Checks a document against the rules in this repository's `redocly.yaml`. */
export async function lintStyle(source: SpecSource): Promise<SpecProblem[]> {
  return lint(source, await loadConfig({ configPath: fileURLToPath(new URL('../../redocly.yaml', import.meta.url)) }));
}

type Config = Awaited<ReturnType<typeof loadConfig>>;

async function lint(source: SpecSource, config: Config): Promise<SpecProblem[]> {
  const problems = await lintFromString({ source: source.text, absoluteRef: source.path, config });
  return problems.map(({ ruleId, message, location }) => {
    const [place] = location;
    const start = place ? getLineColLocation(place).start : { line: 1, col: 1 };
    const file = relative(process.cwd(), source.path);
    return { file, line: start.line, column: start.col, rule: ruleId, reason: message };
  });
}
