// Has llama.cpp read texts given as token ids and prints the logits after the last token of each.
// Arguments: the folder of node_modules, a GGUF file, a JSON list of lists of ids.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, modelPath, texts] = process.argv.slice(2);
const entry = createRequire(`${modules}/`).resolve('node-llama-cpp');
const { getLlama, LlamaLogLevel } = await import(pathToFileURL(entry));
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  logLevel: LlamaLogLevel.error,
  progressLogs: 'stderr',
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: 1024,
  threads: 1,
  flashAttention: false,
  experimentalKvCacheKeyType: 'F32',
  experimentalKvCacheValueType: 'F32',
});
const sequence = context.getSequence();
const seen = [];
for (const tokens of JSON.parse(texts)) {
  await sequence.clearHistory();
  const last = [tokens.at(-1), { generateNext: { logits: true } }];
  const results = await sequence.controlledEvaluate([...tokens.slice(0, -1), last]);
  const { logits } = results.at(-1).next;
  seen.push(Array.from({ length: logits.size }, (_, id) => logits.get(id)));
}
process.stdout.write(JSON.stringify(seen), () => process.exit(0));
