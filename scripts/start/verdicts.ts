import { operations } from '../../generated/operations.js';
import type { SandboxExchange } from '../../src/sandbox/index.js';
import type { Entries } from './build-package.js';
import { formatTable } from './table.js';

/** What the contract says about every exchange: a row for each operation, and what is wrong. */
export function judge(exchanges: readonly SandboxExchange[], { checkExchange, operationIdOf }: Entries['contract']) {
  const judged = exchanges.map((exchange) => {
    return { exchange, operationId: operationIdOf(exchange.request), violations: checkExchange(exchange) };
  });
  const operationIds = Object.keys(operations);
  const rows = operationIds.map((operationId) => {
    const own = judged.filter((each) => each.operationId === operationId);
    const broken = own.filter(({ violations }) => violations.length > 0).length;
    const statuses = [...new Set(own.map(({ exchange }) => exchange.response.status))].sort().join(' ');
    const verdict = broken > 0 ? `${broken} BREAK IT` : own.length > 0 ? 'kept' : 'NOT CALLED';
    return [operationId, String(own.length), statuses, verdict];
  });
  const problems = judged.flatMap(({ violations }) => violations.map(({ message }) => message));
  return {
    table: formatTable(['Operation', 'Exchanges', 'Answered', 'Contract'], rows),
    problems,
    isComplete: operationIds.every((id) => judged.some(({ operationId }) => operationId === id)),
  };
}
