import { defineContentScript } from 'wxt/utils/define-content-script';
import { makeListener } from '@/lib/chat/spot-names';
import { onPush } from '@/lib/platform/page-push';
import { send } from '@/lib/platform/send';
import { CardLayer } from './card-layer';
import { watchLines } from './chat-lines';
import { openLayer } from './layer';
import { NameSource } from './name-source';
import { sendReply } from './send-reply';
import { WhisperNotices } from './whisper-notices';
import './style.css';

export default defineContentScript({
  matches: ['https://www.destiny.gg/embed/chat*'],
  allFrames: true,
  runAt: 'document_end',
  main(ctx) {
    const layer = openLayer();
    const cards = new CardLayer(layer, (name) => send('item.card', { name }));
    const notices = new WhisperNotices(layer, sendReply);
    const names = new NameSource((have) => send('names.index', have === undefined ? {} : { have }));
    const lines = watchLines({
      onMarks: (marks) => cards.attach(marks),
      onChange: () => cards.follow(),
    });
    names.watch((index) => lines.use(makeListener(index)));
    const stopPush = onPush(notices);
    // An updated extension leaves this script behind without a background: it takes its nodes along.
    ctx.onInvalidated(() => {
      stopPush();
      names.stop();
      lines.stop();
      cards.stop();
      notices.stop();
      layer.remove();
    });
  },
});
