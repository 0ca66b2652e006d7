import { type Findings, reportOf } from '../contract-check/report.js';
import type { Specification } from '../contract-check/specification.js';
import type { Style } from './formats.js';

/** The report, for programs. What could not be read is in it as well. */
export function formatJson(findings: Findings, _: Style, { unchecked }: Specification): string {
  return `${JSON.stringify(reportOf(findings, unchecked), null, 2)}\n`;
}
