import { runRuntimes } from './runtimes/command.js';

process.exitCode = await runRuntimes(process.argv.slice(2), console);
