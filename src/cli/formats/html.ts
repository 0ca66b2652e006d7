import type { Findings } from '../contract-check/report.js';
import type { Specification } from '../contract-check/specification.js';
import { excerptsOf } from '../html/excerpt.js';
import { reportPage } from '../html/report-page.js';
import type { Style } from './formats.js';

/** For people who look at it later: one page that needs nothing else. */
export function formatHtml(
  { exchanges, problems, stale }: Findings,
  { document, scores = {} }: Style,
  { contract, unchecked }: Specification,
): string {
  const operationIds = Object.keys(contract.operations);
  return reportPage({ exchanges, problems, stale, unchecked, operationIds, scores, excerptOf: excerptsOf(document) });
}
