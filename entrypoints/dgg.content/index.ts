import { defineContentScript } from 'wxt/utils/define-content-script';
import type { CardAsk } from '@/components/item/card-talk';
import { say } from '@/lib/base/words';
import { onCardPush } from '@/lib/platform/card-push';
import { onPush } from '@/lib/platform/page-push';
import { send } from '@/lib/platform/send';
import { plugInWords } from '@/lib/platform/words';
import { CardLayer } from './card-layer';
import { watchLines } from './chat-lines';
import { openLayer } from './layer';
import { NameSource } from './name-source';
import { putIntoInput } from './own-input';
import { sendReply } from './send-reply';
import { shareFromCard } from './share';
import { WhisperNotices } from './whisper-notices';
import './style.css';

/** How often a page looks whether its extension is still there: a look at a property, no message. */
const ALIVE_MS = 2_000;

const ask: CardAsk = {
  card: (asked) => send('item.card', asked),
  own: (asked) => send('item.own', asked),
  send: (asked) => send('item.send', asked),
  sent: (asked) => send('item.sent', asked),
  back: (asked) => send('item.back', asked),
  wrong: (asked) => send('item.wrong', asked),
  put: shareFromCard,
};

export default defineContentScript({
  matches: ['https://www.destiny.gg/embed/chat*'],
  allFrames: true,
  runAt: 'document_end',
  main(ctx) {
    plugInWords();
    const layer = openLayer();
    const cards = new CardLayer(layer, ask);
    const notices = new WhisperNotices(layer, sendReply, () => void send('whispers.refresh', {}));
    const lines = watchLines({
      onMarks: (marks) => cards.attach(marks),
      onChange: () => cards.follow(),
      onOut: () => layer.say(say('page_names_out')),
    });
    const names = new NameSource({
      names: (have) => send('names.index', have === undefined ? {} : { have }),
      settings: () => send('cards.settings', {}),
      use: (spotter) => lines.use(spotter),
      opens: (how) => cards.use(how),
    });
    names.watch();
    const stopPush = onPush(notices);
    const stopCardPush = onCardPush({ changed: names.changed, put: putIntoInput });
    // Switched off, removed or updated: nobody tells, but then this browser no longer knows who we are.
    ctx.setInterval(() => undefined, ALIVE_MS);
    // A script left behind without a background takes its nodes along.
    ctx.onInvalidated(() => {
      for (const stop of [stopPush, stopCardPush]) stopQuietly(stop);
      names.stop();
      lines.stop();
      cards.stop();
      notices.stop();
      layer.remove();
    });
  },
});

/** Without a background the browser's own interfaces may throw; the clean-up behind must come to pass. */
function stopQuietly(stop: () => void): void {
  try {
    stop();
  } catch {
    // It listens no more, which is what was wanted.
  }
}
