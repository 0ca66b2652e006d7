import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import { createConfig, getLineColLocation, lintFromString, loadConfig } from '@redocly/openapi-core';
import type { OpenAPI } from 'openapi-types';
import { type SpecProblem, SpecProblemsError } from '../../src/contract/load/source.js';
import { isRecord } from '../../src/json.js';
import { findBadExamples } from './examples.js';
import { validateExtensions } from './extensions.js';
import { validateSchemas } from './schemas.js';
import type { SpecSource } from './source.js';

/**
 * Makes sure that a document is OpenAPI 3.1 with known extensions and true examples.
 *
 * @throws SpecProblemsError with every problem of every checker.
 */
export async function checkConformance(source: SpecSource): Promise<void> {
  if (!/^3\.1\.\d+$/.test(String(source.document['openapi']))) {
    throw new SpecProblemsError([source.problemAt('/openapi', 'openapi-version', 'only OpenAPI 3.1 is supported')]);
  }
  const problems = await findProblems(source);
  if (problems.length > 0) throw new SpecProblemsError(problems);
}

/** Everything about a document that breaks the rules of this repository. */
export async function findProblems(source: SpecSource): Promise<SpecProblem[]> {
  const problems: SpecProblem[] = [];
  for (const check of [lintConformance, validateStructure, validateExtensions]) problems.push(...(await check(source)));
  const mistakes = validateSchemas(source);
  // A schema that means nothing rejects no example, or all of them.
  return [...problems, ...mistakes, ...(mistakes.length > 0 ? [] : findBadExamples(source))];
}

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

/** Checks a document against the OpenAPI 3.1 schema and resolves every `$ref` in it. */
export async function validateStructure(source: SpecSource): Promise<SpecProblem[]> {
  // The parser dereferences what it is given, in place. A parsed file is an OpenAPI document only once this succeeds.
  const copy: object = structuredClone(source.document);
  try {
    await SwaggerParser.validate(source.path, copy as OpenAPI.Document, { dereference: { circular: 'ignore' } });
    return [];
  } catch (error) {
    const details = isRecord(error) && Array.isArray(error['details']) ? error['details'] : [];
    const problems = details.filter(isRecord).map((detail) => {
      return source.problemAt(String(detail['instancePath']), 'openapi-schema', String(detail['message']));
    });
    return problems.length > 0 ? problems : [source.problemAt('', 'openapi-schema', messageOf(error))];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
