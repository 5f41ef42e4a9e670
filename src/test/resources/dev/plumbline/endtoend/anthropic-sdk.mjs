// Asks a Messages endpoint through the official SDK and prints what it made of the answers.
// Arguments: the folder of node_modules, the base address, a JSON object with requests by name.
import { createRequire } from 'node:module';

const [modules, baseURL, requests] = process.argv.slice(2);
const { default: Anthropic } = createRequire(`${modules}/`)('@anthropic-ai/sdk');
const client = new Anthropic({ baseURL, apiKey: 'sk-ant-test', maxRetries: 0 });

const seen = {};
for (const [name, request] of Object.entries(JSON.parse(requests))) {
  try {
    if (request.stream) {
      const types = [];
      const stream = client.messages.stream(request);
      stream.on('streamEvent', (event) => types.push(event.type));
      seen[name] = { message: await stream.finalMessage(), types };
    } else {
      const { data, request_id } = await client.messages.create(request).withResponse();
      seen[name] = { message: data, requestId: request_id };
    }
  } catch (error) {
    seen[name] = {
      error: error.constructor.name,
      status: error.status,
      type: error.type,
      requestId: error.requestID,
      text: error.message,
    };
  }
}
console.log(JSON.stringify(seen));
