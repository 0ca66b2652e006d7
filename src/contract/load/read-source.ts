import { isTooDeep, TOO_DEEP } from './depth.js';
import { isObject, type JsonObject } from './json.js';
import type { LoadLibraries } from './libraries.js';
import { SpecProblemsError } from './problem.js';
import { readTextFile } from './read-text.js';
import { fileReader, networkReferences } from './references.js';
import { parseWith, type SpecSource } from './source.js';

/** A document with all that it refers to in it. */
export interface CompleteSource extends SpecSource {
  /** Whether there is a text whose lines are known. */
  readonly hasLines: boolean;
}

/**
 * Reads a document from a path, a text or an object, brings in what it refers to in other files, and checks it.
 *
 * @throws SpecProblemsError when it cannot be read or is not valid.
 */
export async function readSource(given: string | object, libraries: LoadLibraries): Promise<CompleteSource> {
  const source = await readText(given, libraries);
  const version = source.document['openapi'];
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    const reason = `is not OpenAPI 3.0 or 3.1, but ${JSON.stringify(version ?? null)}`;
    throw new SpecProblemsError([source.problemAt('/openapi', 'openapi', reason)]);
  }
  const document = await complete(source, libraries);
  return { ...source, document, hasLines: typeof given === 'string' };
}

async function readText(given: string | object, { yaml }: LoadLibraries): Promise<SpecSource> {
  if (typeof given === 'object') return sourceOf(given);
  if (/\n|^\s*\{/.test(given)) return parseWith(yaml, given, 'document');
  return parseWith(yaml, await readTextFile(given), given);
}

function sourceOf(given: object): SpecSource {
  const document: unknown = structuredClone(given);
  const place = { file: 'document', line: 1, column: 1 };
  const problemAt = (pointer: string, rule: string, reason: string) => ({ ...place, pointer, rule, reason });
  if (!isObject(document)) throw new SpecProblemsError([problemAt('', 'openapi', 'is not an OpenAPI document')]);
  if (isTooDeep(document)) throw new SpecProblemsError([problemAt('', 'openapi', TOO_DEEP)]);
  return { path: 'document', text: '', document, problemAt, lineAt: () => 1 };
}

/** References may lead to other files. Nothing is fetched. */
async function complete(source: SpecSource, { SwaggerParser, yaml }: LoadLibraries): Promise<JsonObject> {
  const remote = networkReferences(source.document, source.problemAt);
  if (remote.length > 0) throw new SpecProblemsError(remote);
  const { problems: problemsOfFiles, resolver } = fileReader(yaml);
  const options = { resolve: { http: false, file: resolver }, dereference: { circular: 'ignore' } } as const;
  try {
    const bundled: unknown = await SwaggerParser.bundle(source.path, documentIn(source.document), options);
    await SwaggerParser.validate(source.path, documentIn(bundled), options);
    if (isObject(bundled)) return bundled;
    throw new TypeError('is not an object');
  } catch (error) {
    if (problemsOfFiles.length > 0) throw new SpecProblemsError(problemsOfFiles);
    const details = isObject(error) && Array.isArray(error['details']) ? error['details'].filter(isObject) : [];
    const problems = details.map((detail) =>
      source.problemAt(String(detail['instancePath']), 'openapi-schema', String(detail['message'])),
    );
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpecProblemsError(problems.length > 0 ? problems : [source.problemAt('', 'openapi-schema', reason)]);
  }
}

type ParserInput = Parameters<LoadLibraries['SwaggerParser']['bundle']>[0];

/** A copy, because the parser changes what it is given. Only once it is satisfied, this is an OpenAPI document. */
function documentIn(value: unknown): ParserInput {
  return structuredClone(value) as ParserInput;
}
