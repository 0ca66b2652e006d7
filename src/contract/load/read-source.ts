import type { ViolationRule } from '#errors';
import { isRecord, type JsonObject, percentDecoded } from '../../json.js';
import { type Bundle, bundle, type FileReader, type Origin } from './bundle.js';
import { schemaIds, withoutIds, withReachableParts } from './ids.js';
import { type PermitFile, permitWithin } from './root.js';
import {
  isDocumentTooDeep,
  parseWith,
  readTextFile,
  type SpecProblem,
  SpecProblemsError,
  type SpecSource,
  TOO_DEEP,
} from './source.js';
import { checkStructure } from './structure.js';
import type { YamlLibrary } from './yaml.js';

/** A document that includes the parts of other files that it refers to. */
export interface CompleteSource extends SpecSource, Pick<Bundle, 'references'> {
  /** The document with the ids of its schemas. */
  readonly schemas: JsonObject;
  /** JSON pointers to the schemas that have an `$id`, by id. */
  readonly ids: ReadonlyMap<string, string>;
  /** Where a part is written: its file, if that is not the main one, and its line, if it comes from a text. */
  placeOf(pointer: string): ViolationRule;
}

/**
 * Reads a document from a path, a text or an object, inlines references to other files, and checks its structure.
 *
 * @throws Error when the package `yaml` is not installed.
 * @throws SpecProblemsError when the document cannot be read or is invalid.
 */
export async function readSource(given: string | object, root?: string): Promise<CompleteSource> {
  const yaml = await loadYaml();
  const source = await readText(given, yaml);
  const version = source.document['openapi'];
  if (typeof version !== 'string' || !/^3\.[01]\.\d/.test(version)) {
    const isShort = version === '3.0' || version === '3.1';
    const reason = isShort
      ? `Unsupported OpenAPI version: ${version}; write it in full: ${version}.0`
      : `is not OpenAPI 3.0 or 3.1, but ${JSON.stringify(version ?? null)}`;
    throw new SpecProblemsError([source.problemAt('/openapi', 'openapi', reason)]);
  }
  const { dirname, join, relative, resolve } = await import('node:path');
  const mainPath = resolve(source.path);
  const nameOf = (path: string) => join(dirname(source.path), relative(dirname(mainPath), path));
  const { document, origins, references } = await bundle(
    source,
    new Set(schemaIds(source.document).keys()),
    fileReader(source, yaml, resolve, dirname, await permitWithin(mainPath, root)),
  );
  const ids = schemaIds(document);
  const placed = placesIn(source, origins, typeof given === 'string', nameOf);
  checkStructure(document, placed.problemAt);
  return {
    ...source,
    ...placed,
    document: withoutIds(document, ids),
    schemas: withReachableParts(document, ids),
    ids,
    references,
  };
}

async function readText(given: string | object, yaml: YamlLibrary): Promise<SpecSource> {
  if (typeof given === 'object') return sourceOf(given);
  if (/\n|^\s*\{/.test(given)) return parseWith(yaml, given, 'document');
  return parseWith(yaml, await readTextFile(given), given);
}

function sourceOf(given: object): SpecSource {
  const document = structuredClone(given);
  const place = { file: 'document', line: 1, column: 1 };
  const problemAt = (pointer: string, rule: string, reason: string) => ({ ...place, pointer, rule, reason });
  if (!isDocument(document)) throw new SpecProblemsError([problemAt('', 'openapi', 'is not an OpenAPI document')]);
  if (isDocumentTooDeep(document)) throw new SpecProblemsError([problemAt('', 'openapi', TOO_DEEP)]);
  return { path: 'document', text: '', document, problemAt, lineAt: () => 1 };
}

/** Members are assumed to be JSON. Other values fail the check of the structure. */
function isDocument(value: object): value is JsonObject {
  return isRecord(value);
}

/** Reads each file once. */
function fileReader(
  main: SpecSource,
  yaml: YamlLibrary,
  resolve: (...paths: string[]) => string,
  dirname: (path: string) => string,
  permit: PermitFile,
): FileReader {
  const files = new Map([[resolve(main.path), Promise.resolve(main)]]);
  return (reference, from) => {
    // A reference within the same file.
    if (reference === '') return Promise.resolve(from);
    const path = resolve(dirname(resolve(from.path)), percentDecoded(reference.replace(/^file:\/\//i, '')));
    const known = files.get(path) ?? permit(path).then(async () => parseWith(yaml, await readTextFile(path), path));
    files.set(path, known);
    return known;
  };
}

/** Locates parts of the bundle in the files that they come from. */
function placesIn(
  main: SpecSource,
  origins: ReadonlyMap<string, Origin>,
  hasLines: boolean,
  nameOf: (path: string) => string,
) {
  const originAt = (pointer: string): Origin => {
    for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
      const origin = origins.get(above);
      if (origin) return { source: origin.source, pointer: origin.pointer + pointer.slice(above.length) };
    }
    return { source: main, pointer };
  };
  // The same few rules are broken again and again, and finding a line takes a search.
  const known = new Map<string, ViolationRule>();
  const findPlace = (at: string): ViolationRule => {
    const { source, pointer } = originAt(at);
    return {
      pointer,
      ...((hasLines || source !== main) && { line: source.lineAt(pointer) }),
      ...(source !== main && { file: nameOf(source.path) }),
    };
  };
  return {
    placeOf: (at: string): ViolationRule => {
      const place = known.get(at) ?? findPlace(at);
      known.set(at, place);
      return place;
    },
    problemAt: (at: string, rule: string, reason: string): SpecProblem => {
      const { source, pointer } = originAt(at);
      const problem = source.problemAt(pointer, rule, reason);
      return source === main ? problem : { ...problem, file: nameOf(source.path) };
    },
  };
}

/**
 * Imports `yaml` on demand, because only `loadContract` needs it.
 *
 * @throws Error when it is not installed, with the command that installs it.
 */
async function loadYaml(): Promise<YamlLibrary> {
  try {
    return await import('yaml');
  } catch (cause) {
    throw new Error('loadContract needs a package that is not installed: npm install --save-dev yaml', { cause });
  }
}
