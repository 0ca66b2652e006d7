// One measurement: node child.mjs <URL of a workload> <task as JSON>. The result goes to the parent process.
const [, , workload, task] = process.argv;
try {
  const { measure } = await import(workload);
  process.send({ result: await measure(JSON.parse(task)) }, () => process.exit());
} catch (error) {
  process.send({ error: error?.stack ?? String(error) }, () => process.exit(1));
}
