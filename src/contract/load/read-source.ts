import type { ViolationRule } from '#errors';
import { isObject, type JsonObject } from './json.js';
import { type FileFinder, originOf } from './origins.js';
import type { SchemaLibraries } from './schema-compiler.js';
import {
  isTooDeep,
  parseWith,
  readTextFile,
  type SpecProblem,
  SpecProblemsError,
  type SpecSource,
  TOO_DEEP,
  type YamlLibrary,
} from './source.js';
import { fileReader, networkReferences, withoutIds } from './upgrade.js';

/** A document with all that it refers to in it. */
export interface CompleteSource extends SpecSource {
  /** Where a part is written: in which file, if it is not the main one, and in which line, if there is a text. */
  placeOf(pointer: string): ViolationRule;
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
  const withPointers = { ...source, document: withoutIds(source.document) };
  return complete(withPointers, typeof given === 'string', libraries);
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
async function complete(
  source: SpecSource,
  hasLines: boolean,
  { SwaggerParser, yaml }: LoadLibraries,
): Promise<CompleteSource> {
  const remote = networkReferences(source.document, source.problemAt);
  if (remote.length > 0) throw new SpecProblemsError(remote);
  const { problems: problemsOfFiles, files, resolver } = fileReader(yaml);
  const options = { resolve: { http: false, file: resolver }, dereference: { circular: 'ignore' } } as const;
  let whole: CompleteSource | undefined;
  try {
    const document: unknown = await SwaggerParser.bundle(source.path, documentIn(source.document), options);
    if (!isObject(document)) throw new TypeError('is not an object');
    whole = { ...source, document, ...placesIn(source, document, hasLines, await specFiles(source, files)) };
    await SwaggerParser.validate(source.path, documentIn(document), options);
    return whole;
  } catch (error) {
    if (problemsOfFiles.length > 0) throw new SpecProblemsError(problemsOfFiles);
    const { problemAt } = whole ?? source;
    const details = isObject(error) && Array.isArray(error['details']) ? error['details'].filter(isObject) : [];
    const problems = details.map((detail) =>
      problemAt(String(detail['instancePath']), 'openapi-schema', String(detail['message'])),
    );
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpecProblemsError(problems.length > 0 ? problems : [source.problemAt('', 'openapi-schema', reason)]);
  }
}

/** Parts of other files are in the document where they are first referred to, and not written there. */
function placesIn(main: SpecSource, document: JsonObject, hasLines: boolean, { fileOf, nameOf }: SpecFiles) {
  const originAt = (pointer: string) => originOf(pointer, main, document, fileOf);
  return {
    placeOf: (at: string): ViolationRule => {
      const { source, pointer } = originAt(at);
      return {
        pointer,
        ...((hasLines || source !== main) && { line: source.lineAt(pointer) }),
        ...(source !== main && { file: nameOf(source) }),
      };
    },
    problemAt: (at: string, rule: string, reason: string): SpecProblem => {
      const { source, pointer } = originAt(at);
      const problem = source.problemAt(pointer, rule, reason);
      return source === main ? problem : { ...problem, file: nameOf(source) };
    },
  };
}

type ParserInput = Parameters<LoadLibraries['SwaggerParser']['bundle']>[0];

/** A copy, because the parser changes what it is given. Only once it is satisfied, this is an OpenAPI document. */
function documentIn(value: unknown): ParserInput {
  return structuredClone(value) as ParserInput;
}

/** Finds the files of a document by how they refer to each other, and how people call them from where they are. */
export interface SpecFiles {
  readonly fileOf: FileFinder;
  /** What a file is called, as the main one is: `api/pets.yaml` beside `api/openapi.yaml`. */
  nameOf(source: SpecSource): string;
}

/** @param files All files but the main one, by absolute path. */
export async function specFiles(main: SpecSource, files: ReadonlyMap<string, SpecSource>): Promise<SpecFiles> {
  const { dirname, join, relative, resolve } = await import('node:path');
  const mainPath = resolve(main.path);
  const pathOf = (source: SpecSource) => (source === main ? mainPath : resolve(source.path));
  return {
    fileOf: (reference, from) => {
      const path = resolve(dirname(pathOf(from)), decoded(reference.replace(/^file:\/\//i, '')));
      return path === mainPath ? main : files.get(path);
    },
    nameOf: (source) => join(dirname(main.path), relative(dirname(mainPath), pathOf(source))),
  };
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

/** What loading a document needs beyond this package. */
export interface LoadLibraries extends SchemaLibraries {
  readonly yaml: YamlLibrary;
  readonly SwaggerParser: typeof import('@apidevtools/swagger-parser');
}

/**
 * Imports the libraries, which only those need who load documents of their own.
 *
 * @throws Error when one is not installed, with what to install.
 */
export async function loadLibraries(): Promise<LoadLibraries> {
  try {
    // Awaited one by one: of those, and no others, bundlers see that they may be missing.
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const { fastFormats } = await import('ajv-formats/dist/formats.js');
    const yaml = await import('yaml');
    const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
    return { Ajv2020, fastFormats, yaml, SwaggerParser };
  } catch (cause) {
    throw new Error(INSTALL, { cause });
  }
}

const INSTALL =
  'loadContract needs packages that are not installed: npm install --save-dev ajv ajv-formats yaml @apidevtools/swagger-parser';
