import { useEffect, useMemo, useState } from 'preact/hooks';
import { makeSpotter, type Spotter } from '@/lib/chat/spot-names';
import type { NameIndex } from '@/lib/items/item-definition';
import { cardSettings, spotWishes } from '@/lib/messages/card-settings';
import type { Settings } from '@/lib/messages/settings';
import { send } from '@/lib/platform/send';

/** Finds item names in whispers as the chat page does in lines; undefined until the names are there. */
export function useSpotter(settings: Settings | undefined): Spotter | undefined {
  const [index, setIndex] = useState<NameIndex>();
  useEffect(() => {
    void send('names.index', {}).then((answer) => {
      if (answer.ok && !answer.value.unchanged) setIndex(answer.value.index);
    });
  }, []);
  return useMemo(
    () =>
      index === undefined || settings === undefined
        ? undefined
        : makeSpotter(index, spotWishes(cardSettings(settings))),
    [index, settings],
  );
}
