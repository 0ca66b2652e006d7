import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { operationIdOf } from '../../contract/index.js';
import { InvalidRequestError } from '../../errors/invalid-request.js';
import type { Command } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { plainText } from '../formats/plain-text.js';
import { reasonOf } from '../input/file-error.js';
import type { Io } from '../io.js';
import { contractRecordManual } from '../manual/contract-record.js';
import { UsageError } from '../usage-error.js';
import type { Secrets } from './mask.js';
import { type RecordOptions, readRecordOptions } from './options.js';
import { type RecordedStep, recordScenario } from './record-scenario.js';
import { recordingOf } from './recording-file.js';
import { SCENARIO, type Step } from './scenario.js';

/** `bigcommerce-customers contract record` */
export const contractRecord: Command = {
  manual: contractRecordManual,
  run: async (argv, io) => {
    const options = readRecordOptions(argv);
    const secrets = secretsFrom(io);
    const steps = [...SCENARIO.reads, ...(options.target ? SCENARIO.writes(options.target) : [])];
    if (options.target && !options.yes && !(await isAgreed(steps, io))) {
      io.stderr.write('Nothing was done.\n');
      return EXIT.unusable;
    }
    return saveAll(steps, options, secrets, io).catch((error: unknown) => {
      // Settings that the client does not take. Nothing was sent.
      if (error instanceof InvalidRequestError) throw new UsageError(`${contractRecordManual.name}: ${error.message}`);
      throw error;
    });
  },
};

/** @throws UsageError when they are missing. */
function secretsFrom({ env }: Io): Secrets {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  if (storeHash !== '' && accessToken !== '') return { storeHash, accessToken };
  throw new UsageError(
    `${contractRecordManual.name}: BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN have to be set in the environment`,
  );
}

async function isAgreed(steps: readonly Step[], io: Io): Promise<boolean> {
  const plan = steps.map(({ title, writes }) => `  ${writes ? 'write' : 'read '}  ${title}\n`).join('');
  return io.confirm(`${plan}Is this store to be written to?`);
}

async function saveAll(
  steps: readonly Step[],
  { out, baseUrl }: RecordOptions,
  secrets: Secrets,
  io: Io,
): Promise<number> {
  let code: number = EXIT.conforms;
  for await (const recorded of recordScenario(steps, {
    ...secrets,
    sleep: io.sleep,
    ...(baseUrl !== undefined && { baseUrl }),
  })) {
    const { step, error } = recorded;
    if (error) {
      code = Math.max(code, EXIT.violates);
      io.stderr.write(`${plainText(`${step.title}: ${error.message}`)}\n`);
    }
    if (!isWorthSaving(recorded)) continue;
    const path = join(out, folderOf(recorded), `${step.name}.json`);
    if (await isSaved(resolve(io.cwd, path), recorded, io))
      io.stdout.write(`${path}: ${step.title}${error ? ' (did not work)' : ''}\n`);
    else code = EXIT.unusable;
  }
  return code;
}

function isWorthSaving({ step: { savedFor }, exchanges }: RecordedStep): boolean {
  return exchanges.some(({ request }) => savedFor === undefined || request.method === savedFor);
}

/** A folder for each operation: that of the last exchange, which is what a step is about. */
function folderOf({ exchanges }: RecordedStep): string {
  const last = exchanges.at(-1);
  return (last && operationIdOf(last.request)) ?? 'others';
}

async function isSaved(path: string, recorded: RecordedStep, io: Io): Promise<boolean> {
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `${JSON.stringify(recordingOf(recorded, io.now()), undefined, 2)}\n`);
    return true;
  } catch (error) {
    io.stderr.write(`${plainText(`${path}: cannot be written: ${reasonOf(error)}`)}\n`);
    return false;
  }
}
