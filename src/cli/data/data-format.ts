import { extname } from 'node:path';

/** How records are written: a line each with commas, a line of JSON each, or one list of JSON. */
export const DATA_FORMATS = ['csv', 'ndjson', 'json'] as const;

export type DataFormat = (typeof DATA_FORMATS)[number];

const EXTENSIONS: ReadonlyMap<string, DataFormat> = new Map([
  ['.csv', 'csv'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.json', 'json'],
]);

/** The format that the name of a file stands for, if it stands for one. */
export function formatOf(path: string): DataFormat | undefined {
  return EXTENSIONS.get(extname(path).toLowerCase());
}

export function isDataFormat(name: string): name is DataFormat {
  return DATA_FORMATS.some((format) => format === name);
}
