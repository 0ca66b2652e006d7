import { runGenerate } from './codegen/command.js';

process.exitCode = await runGenerate(process.argv.slice(2), console);
