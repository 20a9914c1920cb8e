// What the bot's requests a second are compared with: the smallest bot that @slack/bolt makes, with a fixed answer.
// npm install @slack/bolt && SIGNING_SECRET=... node bolt.js
const { App } = require('@slack/bolt');

const app = new App({
  token: 'xoxb-none', botId: 'B1', botUserId: 'U1', tokenVerificationEnabled: false,
  signingSecret: process.env.SIGNING_SECRET, endpoints: '/slack/commands', logLevel: 'error',
});
app.command('/vram', async ({ ack }) => { await ack('25.4 GiB'); });
app.start({ port: Number(process.env.PORT || 3000), host: '127.0.0.1' });
