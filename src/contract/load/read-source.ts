import type { ViolationRule } from '#errors';
import { isRecord, type JsonObject, percentDecoded, pointerInFragment, pointerTo, valueAtPointer } from '../../json.js';
import { type Bundle, bundle, type FileReader, type Origin } from './bundle.js';
import { checkSchemas } from './check-schemas.js';
import { schemaIds, withoutIds, withReachableParts } from './ids.js';
import { noteLeftovers } from './leftovers.js';
import { mend } from './mend.js';
import { isOf30 } from './read-schemas.js';
import { readReferences, type SchemaReferences, withoutCircles } from './references.js';
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
import { checkTargets, mergePathItems, originOf } from './targets.js';
import { withoutUnsure } from './unsure.js';
import { UnsureSchemas } from './unsure-schemas.js';
import { checkVersion } from './version.js';
import { importYaml } from './yaml.js';

/** A document that includes the parts of other files that it refers to, in which every part that is read has its form. */
export interface CompleteSource extends SpecSource, Pick<Bundle, 'lost'> {
  /** The document with the ids of its schemas. */
  readonly schemas: JsonObject;
  /** Where the references between its schemas lead. */
  readonly references: SchemaReferences;
  /** Where a part is written: its file, if that is not the main one, and its line, if it comes from a text. */
  placeOf(pointer: string): ViolationRule;
}

export interface ReadOptions {
  readonly arePatternsTrusted: boolean;
  /** The folder that references must not leave. */
  readonly root: string | undefined;
  /** Called for every part that is passed over. */
  note(pointer: string, reason: string): void;
}

/**
 * Reads a document from a path, a text or an object, inlines references to other files, and takes out what cannot be read.
 *
 * @throws Error when a text has to be read and the package `yaml` is not installed.
 * @throws SpecProblemsError when the document cannot be read, or is not an OpenAPI document.
 */
export async function readSource(
  given: string | object,
  { arePatternsTrusted, root, note }: ReadOptions,
): Promise<CompleteSource> {
  const source = await readMain(given);
  checkVersion(source, note);
  const { dirname, join, relative, resolve } = await import('node:path');
  const mainPath = resolve(source.path);
  const nameOf = (path: string) => join(dirname(source.path), relative(dirname(mainPath), path));
  const mistakes = [...source.mistakes];
  const ids = schemaIds(source.document);
  const {
    document,
    origins,
    references: remaining,
    lost,
  } = await bundle(
    source,
    ids,
    fileReader(source, { resolve, dirname }, await permitWithin(mainPath, root), (mistake) =>
      mistakes.push({ ...mistake, file: nameOf(mistake.file) }),
    ),
  );
  const placed = placesIn(source, origins, typeof given === 'string', nameOf);
  const unsure = new UnsureSchemas();
  noteLeftovers(document, remaining.keys(), note);
  mergePathItems(document, origins);
  mend(document, note, unsure);
  checkTargets(document, note, unsure);
  checkSchemas(document, arePatternsTrusted, note, unsure);
  const hasIds = ids.size > 0 || (origins.size > 1 && schemaIds(document).size > 0);
  const schemas = withReachableParts(document, hasIds);
  const found = readReferences(schemas, isOf30({ document }) ? 'openapi-3.0' : '2020-12', hasIds);
  const documents = schemas === document ? [document] : [document, schemas];
  withoutCircles(documents, found, note);
  for (const pointer of found.circular) unsure.add(pointer.replace(/\/[^/]*$/, ''), '$ref');
  withoutUnsure(documents, unsure, found, note);
  noteLost({ document, references: remaining, lost, found }, note);
  return { ...source, ...placed, mistakes, document: withoutIds(document, found), schemas, lost, references: found };
}

/** Notes references that lead nowhere. Operations that need them are refused later. */
function noteLost(
  {
    document,
    references,
    lost,
    found,
  }: Pick<Bundle, 'document' | 'references' | 'lost'> & { readonly found: SchemaReferences },
  note: ReadOptions['note'],
): void {
  for (const [pointer, [problem]] of lost) if (problem) note(pointerTo(pointer, '$ref'), problem.reason);
  const texts = new Set<string>();
  for (const [pointer, to] of found.lost) {
    const isOfFile = lost.has(pointer.replace(/\/\$ref$/, ''));
    if (!texts.has(to) && !isOfFile) note(pointer, `refers to ${to}, which leads nowhere`);
    texts.add(to);
  }
  for (const [reference, pointer] of references) {
    const inside = pointerInFragment(reference);
    // The operations of a path say so themselves.
    const isOfPath = /^\/paths\/[^/]*\/\$ref$/.test(pointer);
    const isLost = !isOfPath && reference.startsWith('#/') && valueAtPointer(document, inside) === undefined;
    if (isLost && !texts.has(reference)) note(pointer, `refers to ${reference}, which leads nowhere`);
  }
}

async function readMain(given: string | object): Promise<SpecSource> {
  if (typeof given === 'object') return sourceOf(given);
  const yaml = await importYaml('loadContract');
  if (/\n|^\s*\{/.test(given)) return parseWith(yaml, given, 'document');
  return parseWith(yaml, await readTextFile(given), given);
}

function sourceOf(given: object): SpecSource {
  const document = structuredClone(given);
  const place = { file: 'document', line: 1, column: 1 };
  const problemAt = (pointer: string, rule: string, reason: string) => ({ ...place, pointer, rule, reason });
  if (!isDocument(document)) throw new SpecProblemsError([problemAt('', 'openapi', 'is not an OpenAPI document')]);
  if (isDocumentTooDeep(document)) throw new SpecProblemsError([problemAt('', 'openapi', TOO_DEEP)]);
  return { path: 'document', text: '', document, mistakes: [], problemAt, lineAt: () => 1 };
}

/** Members are assumed to be JSON. Other values fail the check of the structure. */
function isDocument(value: object): value is JsonObject {
  return isRecord(value);
}

/** Reads each file once. */
function fileReader(
  main: SpecSource,
  { resolve, dirname }: Pick<typeof import('node:path'), 'resolve' | 'dirname'>,
  permit: PermitFile,
  onMistake: (mistake: SpecProblem) => void,
): FileReader {
  const files = new Map([[resolve(main.path), Promise.resolve(main)]]);
  return (reference, from) => {
    // A reference within the same file.
    if (reference === '') return Promise.resolve(from);
    const path = resolve(dirname(resolve(from.path)), percentDecoded(reference.replace(/^file:\/\//i, '')));
    const known = files.get(path);
    if (known) return known;
    const read = permit(path).then(async () => {
      const source = parseWith(await importYaml('loadContract'), await readTextFile(path), path);
      source.mistakes.forEach(onMistake);
      return source;
    });
    files.set(path, read);
    return read;
  };
}

/** Locates parts of the bundle in the files that they come from. */
function placesIn(
  main: SpecSource,
  origins: ReadonlyMap<string, Origin>,
  hasLines: boolean,
  nameOf: (path: string) => string,
) {
  const originAt = (pointer: string) => originOf(origins, pointer);
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
