import type { BlockHelper } from '../manifest/cut-blocks';
import type { ReduceAnswer, ReduceOrder } from './reduce.worker';

interface Waiting {
  resolve(answer: ReduceAnswer): void;
  reject(error: Error): void;
}

/** Starts a worker of this worker that reads blocks on another processor. Undefined where there is only one. */
export function startBlockHelper(): BlockHelper | undefined {
  if (navigator.hardwareConcurrency < 2) return undefined;
  const worker = new Worker(new URL('./reduce.worker.ts', import.meta.url), { type: 'module' });
  // Answers come in the order of what was asked.
  const waiting: Waiting[] = [];
  let gone = false;
  const breakOff = (): void => {
    gone = true;
    for (const { reject } of waiting.splice(0)) reject(new Error('the helper is gone'));
  };
  worker.onmessage = ({ data }: MessageEvent<ReduceAnswer>) => waiting.shift()?.resolve(data);
  worker.onerror = breakOff;
  worker.onmessageerror = breakOff;

  function ask(order: ReduceOrder, transfer: Transferable[] = []): Promise<ReduceAnswer> {
    return new Promise((resolve, reject) => {
      if (gone) return reject(new Error('the helper is gone'));
      waiting.push({ resolve, reject });
      worker.postMessage(order, transfer);
    });
  }

  return {
    begin(what) {
      const order: ReduceOrder = { kind: 'begin', what };
      worker.postMessage(order);
    },
    async block(block) {
      const answer = await ask({ kind: 'block', block }, [block.bytes.buffer]);
      return answer.kind === 'block' && answer.sound;
    },
    async finish() {
      const answer = await ask({ kind: 'finish' });
      if (answer.kind !== 'finish') throw new Error('the helper answers out of turn');
      return answer.items;
    },
    end: () => worker.terminate(),
  };
}
