import { type Handler, refuse, sender, textOf } from './command';
import type { ChatRoom } from './room';
import { powers, subscriberTier } from './rules';
import type { SimUser } from './users';

const SHORTEST_MS = 5_000;
const LONGEST_MS = 600_000;
const USUAL_MS = 30_000;

/** A poll that is open until its time is up or somebody stops it. */
export interface SimPoll {
  by: string;
  weighted: boolean;
  question: string;
  options: string[];
  startedAtMs: number;
  lastsMs: number;
  /** By id of the user: which option, from 1, and what it counts. */
  votes: Map<number, { vote: number; weight: number }>;
}

/** Polls: who may start and stop them, and one vote each. */
export const POLLS: Readonly<Record<string, Handler>> = {
  STARTPOLL: (room, connection, payload) => {
    const user = sender(connection);
    const options = Array.isArray(payload.options) ? payload.options.map(String) : [];
    if (!mayPoll(user)) return refuse(room, connection, 'nopermission');
    if (room.openPoll() !== undefined) return refuse(room, connection, 'activepoll');
    if (options.length < 2 || textOf(payload.question) === '')
      return refuse(room, connection, 'protocolerror');
    const asked = typeof payload.time === 'number' && payload.time > 0 ? payload.time : USUAL_MS;
    room.startPoll({
      by: user.nick,
      weighted: payload.weighted === true,
      question: textOf(payload.question),
      options,
      startedAtMs: room.clock.now(),
      lastsMs: Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS),
      votes: new Map(),
    });
  },
  STOPPOLL: (room, connection) => {
    if (!mayPoll(sender(connection))) return refuse(room, connection, 'nopermission');
    if (room.openPoll() === undefined) return refuse(room, connection, 'noactivepoll');
    room.stopPoll();
  },
  CASTVOTE: (room, connection, payload) => {
    const user = sender(connection);
    const poll = room.openPoll();
    const vote = Number(textOf(payload.vote));
    if (poll === undefined) return refuse(room, connection, 'noactivepoll');
    if (poll.votes.has(user.id)) return refuse(room, connection, 'alreadyvoted');
    if (!Number.isInteger(vote) || vote < 1 || vote > poll.options.length)
      return refuse(room, connection, 'protocolerror');
    const weight = poll.weighted ? 1 + subscriberTier(user) : 1;
    poll.votes.set(user.id, { vote, weight });
    room.send(connection, 'VOTECOUNTED', { vote: String(vote) });
    room.tellAll('VOTECAST', { vote: String(vote), quantity: weight });
  },
};

function mayPoll(user: SimUser): boolean {
  return powers(user) || user.features.includes('bot') || user.roles.includes('POLLS');
}

/** A poll as that reader is told of it. */
export function wirePoll(poll: SimPoll, room: ChatRoom, reader: SimUser | undefined): object {
  const votes = [...poll.votes.values()];
  const totals = poll.options.map((_option, at) =>
    votes.filter(({ vote }) => vote === at + 1).reduce((sum, { weight }) => sum + weight, 0),
  );
  return {
    nick: poll.by,
    canvote: reader !== undefined,
    myvote: (reader === undefined ? undefined : poll.votes.get(reader.id)?.vote) ?? 0,
    weighted: poll.weighted,
    start: new Date(poll.startedAtMs).toISOString(),
    now: new Date(room.clock.now()).toISOString(),
    time: poll.lastsMs,
    question: poll.question,
    options: poll.options,
    totals,
    totalvotes: totals.reduce((sum, one) => sum + one, 0),
  };
}
