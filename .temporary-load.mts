import { loadContract } from './src/contract/load/load-contract.js';
const start = performance.now(); const cpu = process.cpuUsage();
const c = await loadContract(process.argv[2]!);
const t = performance.now() - start; const u = process.cpuUsage(cpu);
console.log(process.argv[2], 'wall', (t/1000).toFixed(2), 'cpu', ((u.user+u.system)/1e6).toFixed(2), 's, rss max', Math.round(process.resourceUsage().maxRSS/1024), 'MB', Object.keys(c.operations).length);
