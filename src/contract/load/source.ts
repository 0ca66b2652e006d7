import { isRecord, type Json, type JsonObject, ownMember, pointerTokens } from '../../json.js';
import { JsonPlaces, type Places, repeatedMembers } from './json-places.js';
import { type TextMistake, type YamlLibrary, yamlPlaces, yamlValue } from './yaml.js';

/** A problem in an OpenAPI document. Lines and columns count from 1. */
export interface SpecProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The name of the broken rule. */
  readonly rule: string;
  readonly reason: string;
  readonly pointer?: string;
}

/** `file:line:column reason (rule)`, which terminals and editors turn into a link. */
export function formatProblem({ file, line, column, rule, reason, pointer }: SpecProblem): string {
  return `${file}:${line}:${column} ${reason}${pointer ? ` at ${pointer}` : ''} (${rule})`;
}

/** An OpenAPI document cannot be used. `problems` lists the reasons. */
export class SpecProblemsError extends Error {
  override readonly name = 'SpecProblemsError';
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** Whether a document is nested too deeply. A circular object always is. */
export function isDocumentTooDeep(value: Json | undefined, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // Object.entries for each object would take most of the time.
  for (const name in value) if (isDocumentTooDeep(ownMember(value, name), levels - 1)) return true;
  return false;
}

/** Levels of a document. Real ones have thirty. */
const MOST_LEVELS = 500;

export const TOO_DEEP = `is nested more than ${MOST_LEVELS} levels deep`;

/**
 * Reads a regular file as text. A reference in a document could also name a device that never ends.
 *
 * @throws SpecProblemsError when it cannot be read.
 */
export async function readTextFile(path: string): Promise<string> {
  const { readFile, stat } = await import('node:fs/promises');
  const refuse = (reason: string): never => {
    throw new SpecProblemsError([{ file: path, line: 1, column: 1, rule: 'readable', reason }]);
  };
  const failed = (error: unknown) => refuse(`cannot be read (${isRecord(error) ? error['code'] : error})`);
  const found = await stat(path).catch(failed);
  if (!found.isFile()) refuse(found.isDirectory() ? 'is not a file but a folder' : 'is not a file');
  if (found.size > MOST_BYTES) refuse(`is larger than ${MOST_BYTES} bytes`);
  const bytes = await readFile(path).catch(failed);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('is not UTF-8');
  }
}

/** The largest documents of real APIs have 30 MB. */
const MOST_BYTES = 100_000_000;

/** An OpenAPI document, with the positions of its parts. */
export interface SpecSource {
  readonly path: string;
  readonly text: string;
  readonly document: JsonObject;
  /** Mistakes in the text that were passed over, such as repeated keys. */
  readonly mistakes: readonly SpecProblem[];
  /** A problem at a JSON pointer, positioned at the nearest part above it that exists. */
  problemAt(pointer: string, rule: string, reason: string): SpecProblem;
  /** The line, counted from 1, of the name of the part at a JSON pointer, or of the nearest part above it that exists. */
  lineAt(pointer: string): number;
  /** Whether code is generated from it: parts that the generated client cannot handle are then rejected. */
  readonly forCodegen?: true;
}

/** What a contract is made from. */
export interface ContractSource extends Pick<SpecSource, 'document' | 'problemAt'> {
  /** Called for every part that is not checked. */
  note?(pointer: string, reason: string): void;
  /** What is wrong with references whose targets cannot be read, by JSON pointer to the object with the reference. */
  readonly lost?: ReadonlyMap<string, readonly SpecProblem[]>;
}

/** What a model is read from. */
export interface ModelSource extends ContractSource, Pick<SpecSource, 'forCodegen'> {}

/**
 * Parses an OpenAPI document in YAML or JSON.
 *
 * @param file The name of the file in problems.
 * @throws SpecProblemsError when the text is neither.
 */
export function parseWith(yaml: YamlLibrary, text: string, path: string, file = path): SpecSource {
  const lines = new TextLines(text);
  const at = (offset: number) => ({ file, ...lines.placeOf(offset) });
  const refuse = (offset: number, rule: string, reason: string): never => {
    throw new SpecProblemsError([{ ...at(offset), rule, reason }]);
  };
  const read = readJson(text, at) ?? readYaml(yaml, text, at);
  const { value: document } = read;
  if (!isRecord(document)) return refuse(0, 'openapi', 'is not an OpenAPI document');
  if (isDocumentTooDeep(document)) return refuse(0, 'openapi', TOO_DEEP);
  let known: Places | undefined;
  const places = () => {
    known ??= read.places();
    return known;
  };
  return {
    path,
    text,
    document,
    mistakes: read.mistakes,
    problemAt: (pointer, rule, reason) => ({
      ...at(offsetOf(places(), pointerTokens(pointer))),
      rule,
      reason,
      pointer,
    }),
    lineAt: (pointer) => {
      const tokens = pointerTokens(pointer);
      return lines.placeOf(places().nameAt(tokens) ?? offsetOf(places(), tokens)).line;
    },
  };
}

interface ReadText {
  readonly value: Json | undefined;
  /** Mistakes that were passed over. */
  readonly mistakes: readonly SpecProblem[];
  /** Computed on demand, because most documents have no problems. */
  places(): Places;
}

/** JSON.parse is far faster than a YAML parser. `undefined` for invalid JSON, which may still be YAML. */
function readJson(text: string, at: (offset: number) => Position): ReadText | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: Json = JSON.parse(text);
    const mistakes = repeatedMembers(text).map(({ offset, name, pointer }) => ({
      ...{ ...at(offset), rule: 'json', reason: `Map keys must be unique; the last ${name} counts`, pointer },
    }));
    return { value, mistakes, places: () => new JsonPlaces(text) };
  } catch {
    return undefined;
  }
}

function readYaml(yaml: YamlLibrary, text: string, at: (offset: number) => Position): ReadText {
  const { value, tree, mistakes, passedOver } = yamlValue(yaml, text);
  const problemOf = ({ offset, reason, pointer }: TextMistake): SpecProblem => ({
    ...at(offset),
    rule: 'yaml',
    reason: reasonOf(reason),
    ...(pointer !== undefined && { pointer }),
  });
  if (mistakes.length > 0) throw new SpecProblemsError([...mistakes, ...passedOver].map(problemOf));
  // The tree takes many times the memory of the text. A large text is parsed again if a position in it is needed.
  const kept = text.length < LARGE_TEXT ? tree : undefined;
  return {
    value,
    mistakes: passedOver.map(problemOf),
    places: () => yamlPlaces(yaml, kept ?? yamlValue(yaml, text).tree),
  };
}

/** Characters. */
const LARGE_TEXT = 500_000;

type Position = Pick<SpecProblem, 'file' | 'line' | 'column'>;

/** The parser runs out of stack on deeply nested text. Of its other messages, the first line says what is wrong. */
function reasonOf(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : (message.split('\n')[0] ?? '');
}

/** The offset of a value, or of the nearest one above it that exists. */
function offsetOf(places: Places, tokens: readonly string[]): number {
  for (let length = tokens.length; length > 0; length -= 1) {
    const start = places.valueAt(tokens.slice(0, length));
    if (start !== undefined && start > 0) return start;
  }
  return 0;
}

/** Converts offsets to lines and columns. */
class TextLines {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  placeOf(offset: number): { readonly line: number; readonly column: number } {
    this.#starts ??= this.#readStarts();
    const starts = this.#starts;
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  #readStarts(): number[] {
    const starts = [0];
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n', end + 1)) starts.push(end + 1);
    return starts;
  }
}
