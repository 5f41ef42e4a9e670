// Asks the lab's platforms through their official SDKs and prints what these made of the answers.
// Arguments: the folder of node_modules, the lab's address, a JSON object of paths and requests.
import { createRequire } from 'node:module';

const [modules, base, given] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { paths, requests } = JSON.parse(given);
const seen = {};

async function see(name, ask) {
  try {
    seen[name] = await ask();
  } catch (error) {
    seen[name] = {
      error: error.name,
      kind: error.constructor.name,
      status: error.status ?? error.$metadata?.httpStatusCode,
      requestId: error.$metadata?.requestId ?? error.requestID,
      text: error.message,
    };
  }
}

async function all(stream) {
  const items = [];
  for await (const item of stream) {
    items.push(item);
  }
  return items;
}

const token = {
  projectId: 'lab',
  getRequestHeaders: async () => new Headers({ authorization: 'Bearer lab' }),
};

// Amazon's own client: both formats of Bedrock.
const aws = require('@aws-sdk/client-bedrock-runtime');
const { NodeHttpHandler } = require('@smithy/node-http-handler');
function bedrock(path) {
  return new aws.BedrockRuntimeClient({
    endpoint: base + path,
    region: 'us-east-1',
    credentials: { accessKeyId: 'lab', secretAccessKey: 'lab' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
}
const modelId = 'anthropic.quill-v1:0';
const converse = bedrock(paths.converse);
for (const name of ['plain', 'tool', 'refused', 'long']) {
  const request = { modelId, ...requests.converse[name] };
  await see(`converse-${name}`, () => converse.send(new aws.ConverseCommand(request)));
  await see(`converse-${name}-streamed`, async () => {
    const response = await converse.send(new aws.ConverseStreamCommand(request));
    return { events: await all(response.stream), metadata: response.$metadata };
  });
}
await see('converse-unknown', () =>
  converse.send(
    new aws.ConverseCommand({ ...requests.converse.plain, modelId: 'arn:aws:bedrock:x::y/z' }),
  ),
);
const invoke = bedrock(paths.invoke);
const text = (bytes) => new TextDecoder().decode(bytes);
for (const name of ['plain', 'tool', 'refused']) {
  const request = {
    modelId,
    contentType: 'application/json',
    body: JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      ...requests.messages[name],
    }),
  };
  await see(`invoke-${name}`, async () =>
    JSON.parse(text((await invoke.send(new aws.InvokeModelCommand(request))).body)),
  );
  await see(`invoke-${name}-streamed`, async () => {
    const response = await invoke.send(new aws.InvokeModelWithResponseStreamCommand(request));
    const events = await all(response.body);
    return {
      contentType: response.contentType,
      events: events.map((event) => JSON.parse(text(event.chunk.bytes))),
    };
  });
}

// Anthropic's clients of both platforms.
const { AnthropicBedrock } = require('@anthropic-ai/bedrock-sdk');
const { AnthropicVertex } = require('@anthropic-ai/vertex-sdk');
const claude = {
  'anthropic-bedrock': [
    new AnthropicBedrock({
      baseURL: base + paths.invoke,
      awsRegion: 'us-east-1',
      awsAccessKey: 'lab',
      awsSecretKey: 'lab',
      maxRetries: 0,
    }),
    modelId,
  ],
  'anthropic-vertex': [
    new AnthropicVertex({
      baseURL: `${base}/v1`,
      region: 'here',
      projectId: 'lab',
      authClient: token,
      maxRetries: 0,
    }),
    'quill@20260101',
  ],
};
for (const [platform, [client, model]] of Object.entries(claude)) {
  for (const name of ['plain', 'tool', 'refused']) {
    const request = { model, ...requests.messages[name] };
    await see(`${platform}-${name}`, () => client.messages.create(request));
    await see(`${platform}-${name}-streamed`, () =>
      client.messages.stream(request).finalMessage(),
    );
  }
  await see(`${platform}-unknown`, () =>
    client.messages.create({ ...requests.messages.plain, model: 'other' }),
  );
}

// Google's client.
const { GoogleGenAI } = require('@google/genai');
const google = new GoogleGenAI({
  vertexai: true,
  project: 'lab',
  location: 'here',
  apiVersion: 'v1',
  httpOptions: { baseUrl: base },
  googleAuthOptions: { authClient: token },
});
for (const name of ['plain', 'tool', 'refused']) {
  const request = { model: 'quill-001', ...requests.content[name] };
  await see(`genai-${name}`, () => google.models.generateContent(request));
  await see(`genai-${name}-streamed`, async () =>
    all(await google.models.generateContentStream(request)),
  );
}

// OpenAI's client of Azure.
const { AzureOpenAI } = require('openai');
const azure = new AzureOpenAI({
  endpoint: base,
  apiKey: 'lab',
  apiVersion: '2024-10-21',
  deployment: 'quill-here',
  maxRetries: 0,
});
for (const name of ['plain', 'tool', 'refused']) {
  const request = requests.chat[name];
  await see(`azure-${name}`, () => azure.chat.completions.create(request));
  await see(`azure-${name}-streamed`, () =>
    azure.chat.completions.stream(request).finalChatCompletion(),
  );
}
await see('azure-unknown', () =>
  new AzureOpenAI({
    endpoint: base,
    apiKey: 'lab',
    apiVersion: '2024-10-21',
    deployment: 'other',
    maxRetries: 0,
  }).chat.completions.create(requests.chat.plain),
);

// Hugging Face's client, of the time when it spoke to TGI in TGI's own format.
// With a model's name it does not ask the hub which one is usual.
const { HfInference } = require('@huggingface/inference');
const generation = { model: 'quill', ...requests.text };
for (const path of ['', '/generate']) {
  const hf = new HfInference('lab').endpoint(base + paths.tgi + path);
  await see(`tgi${path}`, () => hf.textGeneration(generation));
}
const stream = new HfInference('lab').endpoint(`${base}${paths.tgi}/generate_stream`);
await see('tgi-streamed', () => all(stream.textGenerationStream(generation)));
await see('tgi-root-streamed', () =>
  all(new HfInference('lab').endpoint(base + paths.tgi).textGenerationStream(generation)),
);
await see('tgi-refused', () =>
  new HfInference('lab')
    .endpoint(base + paths.tgi)
    .textGeneration({ ...generation, parameters: { top_p: 1 } }),
);

console.log(JSON.stringify(seen));
