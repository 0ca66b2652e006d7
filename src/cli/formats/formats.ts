import type { Findings } from '../contract-check/report.js';
import type { Specification } from '../contract-check/specification.js';
import { formatHtml } from './html.js';
import { formatJson } from './json.js';
import { formatJunit } from './junit.js';
import { formatSarif } from './sarif.js';
import { formatText } from './text.js';

export interface Style {
  readonly colours: boolean;
  /** The text of the OpenAPI document, where there is one to quote from. */
  readonly document?: string | undefined;
  /** Scores that other commands have written, by name. */
  readonly scores?: Readonly<Record<string, string>>;
}

/** Writes what was found, and of what it was held against what belongs to that. The text ends with a line break. */
export type Format = (findings: Findings, style: Style, specification: Specification) => string;

export const FORMATS = {
  text: formatText,
  json: formatJson,
  junit: formatJunit,
  sarif: formatSarif,
  html: formatHtml,
} as const;

export type FormatName = keyof typeof FORMATS;
