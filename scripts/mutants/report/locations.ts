import { isMap, isNode, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { pointerTokens } from '../../spec/json.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of text. Lines and columns count from 1; the end is the first position behind it. */
export interface Location {
  readonly start: Position;
  readonly end: Position;
}

/** Finds where a document writes what JSON pointers lead to, with its name; for what is not there, what is nearest above. */
export function createLocator(text: string): (pointer: string) => Location {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const between = (start: number, end: number) => ({ start: at(start), end: at(end) });
  return (pointer) => {
    const tokens = pointerTokens(pointer);
    for (let length = tokens.length; length > 0; length -= 1) {
      const path = tokens.slice(0, length);
      const value = yaml.getIn(path, true);
      if (!isNode(value) || !value.range) continue;
      const key = keyNode(yaml.getIn(path.slice(0, -1), true), path.at(-1));
      return between(key?.range?.[0] ?? value.range[0], endOf(text, value.range[1]));
    }
    return between(0, text.indexOf('\n'));
  };
}

function keyNode(parent: unknown, name: string | undefined): Node | undefined {
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }: Pair) => isNode(key) && String(key) === name);
  return isNode(pair?.key) ? pair.key : undefined;
}

/** Blocks end where the next thing begins, which may be many empty lines later. */
function endOf(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}
