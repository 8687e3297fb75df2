import type { CharacterView } from '../../lib/inventory/view';
import { Bucket } from '../../lib/items/game-words';
import { nearlyFull } from './PostmasterSection';
import { countText } from './SectionHead';

/** Short ways down the list; the postmaster's glows when it is about to lose things. */
export function JumpChips({ view, onJump }: { view: CharacterView; onJump(section: string): void }) {
  const { items, capacity } = view.postmaster;
  const chips: { section: string; label: string; warm?: boolean }[] = [
    { section: String(Bucket.kinetic), label: 'Weapons' },
    { section: String(Bucket.helmet), label: 'Armor' },
    { section: 'vault', label: 'Vault' },
  ];
  if (items.length > 0) {
    chips.push({
      section: 'postmaster',
      label: `Postmaster ${countText(items.length, capacity)}`,
      warm: nearlyFull(items.length, capacity),
    });
  }
  return (
    <nav class="chips" aria-label="Go to">
      {chips.map(({ section, label, warm }) => (
        <button
          type="button"
          key={section}
          class={`chip${warm === true ? ' chip-warm' : ''}`}
          onClick={() => onJump(section)}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}
