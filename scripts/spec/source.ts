import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  YAMLParseError,
} from 'yaml';
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
}

/**
 * Reads an OpenAPI document.
 *
 * @throws SpecProblemsError when the file is missing or is not YAML.
 */
export async function readSpec(path: string): Promise<SpecSource> {
  const file = relative(process.cwd(), path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SpecProblemsError([
      { file, line: 1, column: 1, rule: 'readable', reason: `cannot be read (${error.code})` },
    ]);
  });
  return parseSpec(text, path);
}

/** As {@link readSpec}, for text that is already here. The path is used to name the file in problems. */
export function parseSpec(text: string, path: string): SpecSource {
  const file = relative(process.cwd(), path);
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
      mistakes.map((error) => ({ ...at(error.pos[0]), rule: 'yaml', reason: error.message.split('\n')[0] ?? '' })),
    );
  }
  const document: unknown = yaml.toJS();
  if (!isObject(document))
    throw new SpecProblemsError([{ ...at(0), rule: 'openapi', reason: 'is not an OpenAPI document' }]);
  return {
    path,
    text,
    document,
    problemAt: (pointer, rule, reason) => ({ ...at(offsetOf(yaml, pointerTokens(pointer))), rule, reason, pointer }),
    lineAt: (pointer) => at(nameOffsetOf(yaml, pointerTokens(pointer))).line,
  };
}

function rangeOf({ range }: Node): [number, number] {
  return range ? [range[0], range[1]] : [0, 0];
}

function offsetOf(yaml: Document, tokens: string[]): number {
  for (let length = tokens.length; length > 0; length -= 1) {
    const node = yaml.getIn(tokens.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the last name is written. The items of a list have none; they begin where their values do. */
function nameOffsetOf(yaml: Document, tokens: string[]): number {
  const parent = yaml.getIn(tokens.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === tokens.at(-1))
    : undefined;
  return pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : offsetOf(yaml, tokens);
}
