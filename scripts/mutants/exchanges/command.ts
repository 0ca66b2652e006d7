import { bigcommerceContract, checkExchange } from '../../../src/contract/index.js';
import type { SpecSource } from '../../spec/source.js';
import { IDLE } from './idle.js';
import { createJudge } from './judge/opinion.js';
import { EXCHANGE_OPERATORS } from './operators/operators.js';
import { recordedExchanges } from './recorded.js';
import { type ExchangeReport, reportExchanges } from './report.js';
import { NEUTRAL_RULES } from './rules/rules.js';
import { type Check, surveyExchanges } from './survey.js';

const check: Check = (exchange, options) => checkExchange(exchange, bigcommerceContract, options);

/** Breaks every recorded exchange, and looks whether the checker notices. */
export async function breakRecordings({ document }: SpecSource): Promise<ExchangeReport> {
  const exchanges = await recordedExchanges();
  const used = { exchanges, operators: EXCHANGE_OPERATORS, rules: NEUTRAL_RULES };
  const results = await surveyExchanges({ ...used, judge: createJudge(document), check });
  return reportExchanges({ ...used, results, idle: IDLE });
}
