import { say, sayCount } from '../../lib/base/words';
import type { HeldItem } from '../../lib/inventory/picture';
import { Button } from '../ui/Button';
import { ItemGrid, type TileMarks } from './ItemGrid';
import { countText, SectionHead } from './SectionHead';

export interface PostmasterSectionProps {
  items: readonly HeldItem[];
  capacity: number | undefined;
  marks: TileMarks;
  onPullAll(): void;
}

/** What waits at the chosen character's postmaster; nothing at all when nothing waits. */
export function PostmasterSection({ items, capacity, marks, onPullAll }: PostmasterSectionProps) {
  if (items.length === 0) return null;
  return (
    <section data-section="postmaster" aria-label={say('items_postmaster')}>
      <SectionHead title={say('items_postmaster')} count={countText(items.length, capacity)} />
      <Button onPress={onPullAll}>{sayCount('items_pull_postmaster', items.length)}</Button>
      <ItemGrid items={items} marks={marks} />
    </section>
  );
}

/** True when the postmaster may soon throw away its oldest item (bungie-api.md 6.3). */
export function nearlyFull(count: number, capacity: number | undefined): boolean {
  return capacity !== undefined && count >= capacity * 0.8;
}
