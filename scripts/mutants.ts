import nock from 'nock';
import { runMutants } from './mutants/command.js';

// Recorded calls are made once more, and nock answers them; nothing leaves this process.
nock.disableNetConnect();
process.exitCode = await runMutants(console);
