import { DATA, NAMED_MEMBERS, WORDS } from '../contract/document.js';
import { isRecord, type Json, type JsonObject, pointerTo } from '../json.js';
import type { CodegenSource } from './codegen-source.js';
import { printLiteral } from './print.js';

/** Writes the document itself, without its words: what strict checks and the rules of violations are looked up in. */
export function emitDocument(document: JsonObject): string {
  return `/** A JSON value. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The document that exchanges are checked against, without descriptions and examples. */
export const document: { [name: string]: Json } = ${printLiteral(withoutWords(document))};
`;
}

/**
 * Writes the line of every part of that document, in its order, each as the distance to the one before: a line that is added
 * changes one number.
 */
export function emitLines({ document, lineAt }: CodegenSource): string {
  const lines = pointersIn(withoutWords(document)).map(lineAt);
  const distances = lines.map((line, index) => line - (lines[index - 1] ?? 0));
  return `/** How many lines each part of the document begins after the one before it, in the order of \`document\`. */
export const distances: readonly number[] = [
${distances
  .join(', ')
  .replace(/(.{1,110})(?: |$)/g, (_, row: string) => `  ${row.trim()}\n`)
  .replace(/(\d)\n$/, '$1,\n')}];
`;
}

/** The pointers to all parts of a value: to each member, then to all that is in it. */
function pointersIn(value: Json, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    return [at, ...pointersIn(member, at)];
  });
}

/** A copy of a document with nothing in it that is for readers only. */
export function withoutWords(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WORDS.includes(name))
      .map(([name, member]) => [name, DATA.includes(name) ? member : stripped(member, NAMED_MEMBERS.test(name))]),
  );
}

function stripped(value: Json, isNamed: boolean): Json {
  if (Array.isArray(value)) return value.map((member) => stripped(member, false));
  if (!isRecord(value)) return value;
  if (!isNamed) return withoutWords(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, stripped(member, false)]));
}
