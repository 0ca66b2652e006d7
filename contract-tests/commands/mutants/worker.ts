import { readSpec } from '../../../scripts/spec/source.js';
import type { Assignment } from './processes.js';
import { survey } from './survey.js';

process.once('message', async ({ specPath, evidence, share }: Assignment) => {
  const verdicts = await survey(await readSpec(specPath), evidence, share);
  process.send?.(verdicts, () => process.disconnect());
});
