import nock from 'nock';

/** Commands that read the evidence, as they are called in package.json. Each loads what it needs and no more. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  generate: async (args) => {
    const { runGenerate } = await import('../../scripts/codegen/command.js');
    const status = await runGenerate([...args], console);
    const isOwn = !args.some((arg) => /^--(spec|out|help)/.test(arg));
    // Only now: what follows is imported with what was just generated.
    return status === 0 && isOwn
      ? (await import('./follow.js')).followDocument(args.includes('--check'), console)
      : status;
  },
  'recordings:check': async (args) => (await import('./recordings/check.js')).runRecordings(args, console),
  'recordings:stamp': async (args) => (await import('./recordings/stamp.js')).runStamp(args, console),
  'contract:coverage': async (args) => (await import('./coverage/command.js')).runCoverage(args, console),
  counterexamples: async (args) => (await import('../evidence/stored/command.js')).runCounterexamples(args, console),
  walkthrough: async () => (await import('./walkthrough/command.js')).runWalkthrough(console),
  mutants: async (args) => (await import('./mutants/command.js')).runMutants(args, console),
};

const [name = '', ...args] = process.argv.slice(2);
// Recorded calls are made once more, and nock answers them; nothing leaves this process.
nock.disableNetConnect();
const command = COMMANDS[name];
if (!command) throw new TypeError(`${name} is none of ${Object.keys(COMMANDS).join(', ')}`);
process.exitCode = await command(args);
