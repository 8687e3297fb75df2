import { workerImporter } from '@/lib/app/worker-importer';
import { ok } from '@/lib/base/outcome';
import { ChatSocket, type SocketEvent } from '@/lib/dgg/chat-socket';
import { Outbox } from '@/lib/messages/outbox';
import { serve } from '@/lib/platform/letterbox';
import { send } from '@/lib/platform/send';

/*
 * Chromium only. This document holds what a service worker cannot: a socket with a usable Origin, and a dedicated
 * worker. The background decides; here is only done and reported.
 */

// A worker that dies over a whisper must not lose it.
const reports = new Outbox<SocketEvent>({
  send: (event) => send('socket.event', event),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

const socket = new ChatSocket({
  connect: (url) => new WebSocket(url),
  setTimer: (run, ms) => window.setTimeout(run, ms),
  clearTimer: (timer) => window.clearTimeout(timer),
  random: Math.random,
  now: Date.now,
  on: (event) => reports.put(event),
});

const importer = workerImporter((order, phase) => void send('import.event', { job: order.job, ...phase }));

serve('socket.want', async ({ open, highlights }) => {
  socket.want(open, highlights);
  return ok(null);
});
serve('socket.say', async (whisper) => {
  socket.whisper(whisper);
  return ok(null);
});
serve('import.run', (order) => importer.run(order));
