import { runMutantsOfCode } from './mutants-of-code/command.js';

process.exitCode = await runMutantsOfCode(process.argv.slice(2), console);
