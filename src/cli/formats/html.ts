import { bigcommerceContract } from '../../contract/index.js';
import type { Findings } from '../contract-check/report.js';
import { excerptsOf } from '../html/excerpt.js';
import { reportPage } from '../html/report-page.js';
import type { Style } from './formats.js';

/** For people who look at it later: one page that needs nothing else. */
export function formatHtml({ exchanges, problems }: Findings, { document, scores = {} }: Style): string {
  const operationIds = Object.keys(bigcommerceContract.operations);
  return reportPage({ exchanges, problems, operationIds, scores, excerptOf: excerptsOf(document) });
}
