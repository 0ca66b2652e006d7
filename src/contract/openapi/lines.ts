import { isObject } from '../../value-at.js';
import { type ContractDocument, pointerTo } from './document-part.js';

/** Tells the line, counted from 1, of what a JSON pointer leads to; `undefined` where that is not known. */
export type LineOf = (pointer: string) => number | undefined;

/** Puts the lines of all parts of a document, each as the distance to the one before, back where they belong. */
export function linesFrom(document: ContractDocument, distances: readonly number[]): LineOf {
  let lines: ReadonlyMap<string, number> | undefined;
  // Nobody needs them before there is a violation.
  return (pointer) => {
    lines ??= readLines(document, distances);
    return lines.get(pointer);
  };
}

function readLines(document: ContractDocument, distances: readonly number[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 0;
  const read = (value: unknown, pointer: string) => {
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const at = pointerTo(pointer, name);
      line += distances[lines.size] ?? 0;
      lines.set(at, line);
      read(member, at);
    }
  };
  read(document, '');
  return lines;
}
