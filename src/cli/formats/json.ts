import { type Findings, reportOf } from '../contract-check/report.js';

/** The report, and nothing else: what could not be read is on standard error and in the exit code. */
export function formatJson(findings: Findings): string {
  return `${JSON.stringify(reportOf(findings), null, 2)}\n`;
}
