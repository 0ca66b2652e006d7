import { runConsumers } from './consumers/command.js';

process.exitCode = await runConsumers(console);
