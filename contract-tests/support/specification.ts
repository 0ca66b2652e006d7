import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { parseSpec } from '../../scripts/spec/source.js';
import type { JsonObject } from '../../src/json.js';

export const SPECIFICATION_PATH = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));

export const SPECIFICATION_TEXT = await readFile(SPECIFICATION_PATH, 'utf8');

export const SPECIFICATION = parseSpec(SPECIFICATION_TEXT, SPECIFICATION_PATH);

/** The text of a copy of the document, changed. */
export function changedText(change: (document: JsonObject) => void): string {
  const document: JsonObject = parse(SPECIFICATION_TEXT);
  change(document);
  return stringify(document);
}
