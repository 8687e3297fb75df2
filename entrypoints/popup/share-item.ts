import { say } from '@/lib/base/words';
import { shareText } from '@/lib/chat/share-text';
import type { ItemRoll } from '@/lib/items/card-model';
import { traitsOf } from '@/lib/items/roll';
import { send } from '@/lib/platform/send';
import type { PopupState } from './popup-state';

/** Puts an item with its traits into the chat box of an open chat page, else on the clipboard. Never sends it. */
export async function shareItem(
  state: Pick<PopupState, 'toast'>,
  name: string,
  roll: ItemRoll | undefined,
): Promise<void> {
  const text = shareText(name, roll === undefined ? [] : traitsOf(roll));
  const put = await send('share.put', { text });
  if (put.ok && put.value.done) {
    state.toast.value = {
      tone: 'done',
      text: say('share_done', { text }),
      name: text,
    };
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    state.toast.value = { tone: 'done', text: say('share_copied_no_page', { text }), name: text };
  } catch {
    state.toast.value = { tone: 'failed', text: say('share_not_copied', { text }), name: text };
  }
}
