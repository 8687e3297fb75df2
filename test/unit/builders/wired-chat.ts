import { setTimeout as wait } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { onSocketEvent } from '../../../lib/app/watch-chat';
import { dggApi } from '../../../lib/dgg/api';
import type { DggSim } from '../../sim/dgg/dgg-sim';
import { chatSocket, sessionOf, siteFetch } from '../dgg/dgg-client';
import { background } from './chat-background';

/** The chat's background on the simulator's wire, signed in as Guardian and connected, past the greeting. */
export async function wiredChat(sim: DggSim) {
  const cookie = sessionOf(sim, 'Guardian');
  const chat = chatSocket(sim, { cookie, random: 0 });
  const { deps, seen } = background();
  const live: typeof deps = {
    ...deps,
    socket: {
      ...deps.socket,
      say: async (whisper) => {
        chat.socket.whisper(whisper);
        return { ok: true, value: null };
      },
    },
    api: dggApi(siteFetch(sim, cookie)),
    now: () => sim.clock.now(),
  };
  let handled = 0;
  let held = false;
  const pump = setInterval(() => {
    while (!held && handled < chat.events.length) {
      const event = chat.events[handled];
      handled += 1;
      if (event !== undefined) void onSocketEvent(event, live);
    }
  }, 5);
  chat.socket.want(true);
  await vi.waitFor(() => expect(chat.state()).toBe('open'));
  await wait(50);
  chat.timers.advance(1_000);
  return {
    deps: live,
    seen,
    chat,
    /** The simulator's clock and our timers together. */
    pass(ms: number) {
      sim.clock.advance(ms);
      chat.timers.advance(ms);
    },
    /** Nothing the holder reports gets through until it is let. */
    hold(on: boolean) {
      held = on;
    },
    stop() {
      clearInterval(pump);
      chat.socket.want(false);
    },
  };
}
