import { isRecord, type Json, type JsonObject, ownMember, pointerTokens } from '../../json.js';
import { JsonPlaces, type Places } from './json-places.js';
import { type YamlLibrary, yamlPlaces, yamlValue } from './yaml.js';

/** Something that is wrong with an OpenAPI document, and where. Lines and columns count from 1. */
export interface SpecProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule that is broken, as its checker calls it. */
  readonly rule: string;
  readonly reason: string;
  readonly pointer?: string;
}

/** `file:line:column reason (rule)`, the form that terminals and editors make a link of. */
export function formatProblem({ file, line, column, rule, reason, pointer }: SpecProblem): string {
  return `${file}:${line}:${column} ${reason}${pointer ? ` at ${pointer}` : ''} (${rule})`;
}

/** An OpenAPI document cannot be used. */
export class SpecProblemsError extends Error {
  override readonly name = 'SpecProblemsError';
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** Whether a document is nested more deeply than it can be followed. One that contains itself is. */
export function isTooDeep(value: Json | undefined, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // A list of members for each object would be most of the work.
  for (const name in value) if (isTooDeep(ownMember(value, name), levels - 1)) return true;
  return false;
}

/** Real documents have thirty. */
const MOST_LEVELS = 500;

export const TOO_DEEP = `is nested more than ${MOST_LEVELS} levels deep`;

/**
 * The text of a document that is a file. Only a file: what a document refers to may be a device that never ends.
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
  if (!found.isFile()) refuse('is no file');
  if (found.size > MOST_BYTES) refuse(`is larger than ${MOST_BYTES} bytes`);
  const bytes = await readFile(path).catch(failed);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('is not UTF-8');
  }
}

/** The largest documents of any API have 30 MB. */
const MOST_BYTES = 100_000_000;

/** An OpenAPI document together with where each part of it is written. */
export interface SpecSource {
  readonly path: string;
  readonly text: string;
  readonly document: JsonObject;
  /** A problem at the place a JSON pointer leads to, or at the nearest place above it that exists. */
  problemAt(pointer: string, rule: string, reason: string): SpecProblem;
  /** The line, counted from 1, of the name that a JSON pointer ends with, or of the nearest one above it that exists. */
  lineAt(pointer: string): number;
  /** Whether it is somebody's document that is checked as far as it is understood, and no code is generated from it. */
  readonly isForeign?: true;
  /** Is told of all that is not looked at. */
  note?(pointer: string, reason: string): void;
}

/**
 * Reads an OpenAPI document out of a text, which may be YAML or JSON. The file is how problems call it.
 *
 * @throws SpecProblemsError when the text is neither.
 */
export function parseWith(yaml: YamlLibrary, text: string, path: string, file = path): SpecSource {
  const lines = new TextLines(text);
  const at = (offset: number) => ({ file, ...lines.placeOf(offset) });
  const refuse = (offset: number, rule: string, reason: string): never => {
    throw new SpecProblemsError([{ ...at(offset), rule, reason }]);
  };
  const read = readJson(text) ?? readYaml(yaml, text, at);
  const { value: document } = read;
  if (!isRecord(document)) return refuse(0, 'openapi', 'is not an OpenAPI document');
  if (isTooDeep(document)) return refuse(0, 'openapi', TOO_DEEP);
  let known: Places | undefined;
  const places = () => {
    known ??= read.places();
    return known;
  };
  return {
    path,
    text,
    document,
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
  /** Nobody needs them before there is something to say. */
  places(): Places;
}

/** Most large documents are JSON, which there is a much faster parser for. Of what is not quite JSON, YAML may be made. */
function readJson(text: string): ReadText | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text), places: () => new JsonPlaces(text) };
  } catch {
    return undefined;
  }
}

function readYaml(yaml: YamlLibrary, text: string, at: (offset: number) => Position): ReadText {
  const { value, tree, mistakes } = yamlValue(yaml, text);
  if (mistakes.length > 0) {
    const problems = mistakes.map(({ offset, reason }) => ({ ...at(offset), rule: 'yaml', reason: reasonOf(reason) }));
    throw new SpecProblemsError(problems);
  }
  // The tree takes twenty times the memory of the text.
  const kept = text.length < LARGE_TEXT ? tree : undefined;
  return { value, places: () => yamlPlaces(kept ?? yamlValue(yaml, text).tree) };
}

const LARGE_TEXT = 500_000;

type Position = Pick<SpecProblem, 'file' | 'line' | 'column'>;

/** The parser runs out of stack on what is nested too deeply, and says that in its own words. */
function reasonOf(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : (message.split('\n')[0] ?? '');
}

/** Of the value, or of the nearest one around it that there is. */
function offsetOf(places: Places, tokens: readonly string[]): number {
  for (let length = tokens.length; length > 0; length -= 1) {
    const start = places.valueAt(tokens.slice(0, length));
    if (start !== undefined && start > 0) return start;
  }
  return 0;
}

/** Where the lines of a text begin. */
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
