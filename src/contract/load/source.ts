import { valueAt } from '../../value-at.js';
import { isTooDeep, TOO_DEEP } from './depth.js';
import { isObject, type JsonObject, pointerTokens } from './json.js';
import { type SpecProblem, SpecProblemsError } from './problem.js';

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
