import type { OperationId } from '../generated/operations.js';

/** A request as it would be sent, with its credentials masked. */
export interface RequestPreview {
  readonly operationId: OperationId;
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text. */
  readonly body: string | undefined;
  /** Items of your list that the request covers. Of several values for the same thing, only the last is in its body. */
  readonly itemCount?: number;
}

/** The requests that a call would send. They have passed all checks that the call itself makes. */
export interface DryRun {
  readonly requests: readonly RequestPreview[];
}

/** An option of every method that sends a limited number of requests. */
export interface DryRunOption<IsDryRun extends boolean | undefined = boolean | undefined> {
  /**
   * Whether to check the arguments and return the requests as a {@link DryRun}, without sending anything.
   *
   * @default false
   */
  readonly dryRun?: IsDryRun;
}

/** What a call resolves to: a {@link DryRun} if `dryRun` is true, its result if not, either if only run time can tell. */
export type CallResult<Result, IsDryRun extends boolean | undefined> = IsDryRun extends true ? DryRun : Result;

/** Does one or the other, as the option says. */
export function previewOrSend<Result, IsDryRun extends boolean | undefined>(
  dryRun: IsDryRun | undefined,
  preview: () => Promise<DryRun>,
  send: () => Promise<Result>,
): Promise<CallResult<Result, IsDryRun>>;
export function previewOrSend<Result>(
  dryRun: boolean | undefined,
  preview: () => Promise<DryRun>,
  send: () => Promise<Result>,
): Promise<DryRun | Result> {
  return dryRun ? preview() : send();
}
