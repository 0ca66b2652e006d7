import { runStamp } from './recordings/command.js';

process.exitCode = await runStamp(process.argv.slice(2), console);
