import { say } from '../../lib/base/words';
import type { CharacterView } from '../../lib/inventory/view';
import { nearlyFull } from './PostmasterSection';
import { countText } from './SectionHead';

/** The way to the postmaster; it glows when the postmaster is about to lose things. Nothing while it is empty. */
export function PostmasterChip({ view, onJump }: { view: CharacterView; onJump(section: string): void }) {
  const { items, capacity } = view.postmaster;
  if (items.length === 0) return null;
  return (
    <button
      type="button"
      class={`chip${nearlyFull(items.length, capacity) ? ' chip-warm' : ''}`}
      onClick={() => onJump('postmaster')}
    >
      {say('items_postmaster_count', { count: countText(items.length, capacity) })}
    </button>
  );
}
