import type { OperationId } from '../../generated/operations.js';
import { type CallResult, type DryRunOption, previewOrSend } from '../dry-run.js';
import { type CallOptions, checkCallOptions, SINGLE_CHECKS } from '../options.js';
import type { RequestDraft } from '../transport/request.js';
import type { FindProblem } from '../transport/response.js';
import type { SuccessBody, Transport } from '../transport/transport.js';

/** Makes a call that is one request, whatever it is called with. */
export async function callOnce<Id extends OperationId, Result, IsDryRun extends boolean | undefined>(
  transport: Transport,
  draft: RequestDraft<Id>,
  options: CallOptions & DryRunOption<IsDryRun>,
  read: (body: SuccessBody<Id>) => Result,
  findProblem?: FindProblem,
): Promise<CallResult<Result, IsDryRun>> {
  const { dryRun, ...checked } = checkCallOptions(options, SINGLE_CHECKS);
  const request = transport.prepare(draft);
  return previewOrSend(
    dryRun,
    async () => ({ requests: [await transport.preview(request, checked)] }),
    async () => read((await transport.send(request, { ...checked, findProblem })).body),
  );
}
