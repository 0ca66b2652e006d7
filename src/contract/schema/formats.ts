import type { TextTest } from './text.js';

export interface Formats {
  readonly texts: ReadonlyMap<string, TextTest>;
  readonly numbers: ReadonlyMap<string, (value: number) => boolean>;
}
