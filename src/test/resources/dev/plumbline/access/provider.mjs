// A certified OpenID provider on loopback: node provider.mjs PORT REDIRECT_URI SECRET CLAIMS_IN_TOKEN
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const [, , modules, port, redirectUri, secret, claimsInToken] = process.argv;
const require = createRequire(pathToFileURL(modules + '/'));
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'plumbline', client_secret: secret, redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email'], profile: ['groups'] },
  conformIdTokenClaims: claimsInToken !== 'true',
  // Who somebody is, is what they say they are.
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, email: `${id}@example.org`, groups: id === 'kim' ? ['sre', 'all'] : ['guests'] }),
  }),
  pkce: { required: () => true },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
