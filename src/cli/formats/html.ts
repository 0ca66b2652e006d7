import { bigcommerceContract } from '../../contract/index.js';
import type { Findings } from '../contract-check/report.js';
import { reportPage } from '../html/report-page.js';

/** For people who look at it later: one page that needs nothing else. */
export function formatHtml({ exchanges, problems }: Findings): string {
  return reportPage({ exchanges, problems, operationIds: Object.keys(bigcommerceContract.operations) });
}
