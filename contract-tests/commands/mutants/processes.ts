import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Evidence } from './evidence.js';
import type { Share, Verdicts } from './survey.js';

/** What a process is told when it starts. */
export interface Assignment {
  readonly specPath: string;
  readonly evidence: readonly Evidence[];
  readonly share: Share;
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/**
 * Shares the mutants of a document out to processes and collects what became of them.
 *
 * @param oneOf Judges one of so many groups of mutants; with 1, all.
 *
 * @throws Error when a process fails. What it has to say is on its standard error.
 */
export async function surveyInParallel(
  specPath: string,
  evidence: readonly Evidence[],
  processes: number,
  oneOf: number,
): Promise<Verdicts> {
  const shares = Array.from({ length: processes }, (_, index) => ({ index: index * oneOf, of: processes * oneOf }));
  return (await Promise.all(shares.map((share) => run({ specPath, evidence, share })))).flat();
}

function run(assignment: Assignment): Promise<Verdicts> {
  return new Promise((resolve, reject) => {
    const worker = fork(WORKER);
    worker.once('message', (verdicts: Verdicts) => resolve(verdicts));
    worker.once('error', reject);
    // A process that runs out of memory, or is stopped by the system, has a signal in place of a status.
    worker.once('exit', (status, signal) => {
      reject(new Error(`a process that judges mutants ended early (${signal ?? `status ${status}`})`));
    });
    worker.send(assignment);
  });
}
