// One process for measurements: node child.mjs <URL of a workload> <task as JSON>. What `measure` returns goes to the parent
// process; where it is a function, it is called with each message, and what it returns goes to the parent process instead.
const [, , workload, task] = process.argv;

process.on('disconnect', () => process.exit());
try {
  const { measure } = await import(workload);
  const result = await measure(JSON.parse(task));
  if (typeof result === 'function') process.on('message', async (question) => answerWith(() => result(question)));
  await answerWith(() => (typeof result === 'function' ? 'ready' : result));
} catch (error) {
  await answerWith(() => Promise.reject(error));
}

async function answerWith(run) {
  try {
    process.send({ result: await run() });
  } catch (error) {
    process.send({ error: error?.stack ?? String(error) });
  }
}
