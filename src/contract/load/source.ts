import { valueAt } from '../../json.js';
import { isObject, type Json, type JsonObject, pointerTokens } from './json.js';

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
  if (!isObject(value) && !Array.isArray(value)) return false;
  return levels === 0 || Object.values(value).some((member) => isTooDeep(member, levels - 1));
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
  const failed = (error: unknown) => refuse(`cannot be read (${isObject(error) ? error['code'] : error})`);
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
  /** Where what is not looked at is noted. */
  readonly unchecked?: SpecProblem[];
}

/** The library that reads YAML. */
export type YamlLibrary = typeof import('yaml');

/**
 * Reads an OpenAPI document out of a text, which may be YAML or JSON. The file is how problems call it.
 *
 * @throws SpecProblemsError when the text is neither.
 */
export function parseWith(yamlLibrary: YamlLibrary, text: string, path: string, file = path): SpecSource {
  const { LineCounter, parseDocument, visit, YAMLParseError } = yamlLibrary;
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  visit(yaml, {
    Alias: (_, alias) => {
      if (!alias.resolve(yaml))
        yaml.errors.push(new YAMLParseError(rangeOf(alias), 'BAD_ALIAS', `nothing is named ${alias.source}`));
    },
  });
  // A tag that nobody knows is merely a warning to the parser, and its value then anything.
  const mistakes = [...yaml.errors, ...yaml.warnings];
  if (mistakes.length > 0) {
    throw new SpecProblemsError(
      mistakes.map((error) => ({ ...at(error.pos[0]), rule: 'yaml', reason: reasonOf(error.message) })),
    );
  }
  const document = valueIn(() => yaml.toJS(), at(0));
  if (!isObject(document))
    throw new SpecProblemsError([{ ...at(0), rule: 'openapi', reason: 'is not an OpenAPI document' }]);
  if (isTooDeep(document)) throw new SpecProblemsError([{ ...at(0), rule: 'openapi', reason: TOO_DEEP }]);
  return {
    path,
    text,
    document,
    problemAt: (pointer, rule, reason) => ({ ...at(offsetOf(yaml, pointerTokens(pointer))), rule, reason, pointer }),
    lineAt: (pointer) => at(nameOffsetOf(yaml, pointerTokens(pointer))).line,
  };
}

/** The parser runs out of stack on what is nested too deeply, and says that in its own words. */
function reasonOf(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : (message.split('\n')[0] ?? '');
}

/** What a text says. A few lines can say that they are gigabytes, by names for what has names for what has names. */
function valueIn(read: () => unknown, place: Pick<SpecProblem, 'file' | 'line' | 'column'>): unknown {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof RangeError ? TOO_DEEP : 'repeats its parts by alias too often (YAML)';
    throw new SpecProblemsError([{ ...place, rule: 'yaml', reason }]);
  }
}

/** What is needed of a document that the library has read. */
interface YamlTree {
  getIn(path: readonly string[], keepScalar: true): unknown;
}

function rangeOf(node: unknown): [number, number] {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

function offsetOf(yaml: YamlTree, tokens: readonly string[]): number {
  for (let length = tokens.length; length > 0; length -= 1) {
    const [start] = rangeOf(yaml.getIn(tokens.slice(0, length), true));
    if (start > 0) return start;
  }
  return 0;
}

/** Where the last name is written. The items of a list have none; they begin where their values do. */
function nameOffsetOf(yaml: YamlTree, tokens: readonly string[]): number {
  const parent: unknown = yaml.getIn(tokens.slice(0, -1), true);
  const members: unknown = typeof parent === 'object' && parent !== null && 'items' in parent ? parent.items : [];
  const names = Array.isArray(members) ? members.map((member: unknown) => valueAt(member, 'key')) : [];
  // Names may be numbers in YAML: statuses, for one.
  const name = names.find((key) => String(valueAt(key, 'value')) === tokens.at(-1));
  return name === undefined ? offsetOf(yaml, tokens) : rangeOf(name)[0];
}
