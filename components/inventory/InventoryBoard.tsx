import { useMemo } from 'preact/hooks';
import { say, sayCount } from '../../lib/base/words';
import type { CharacterView, ItemGroup, VaultView } from '../../lib/inventory/view';
import { Button } from '../ui/Button';
import { useGradually } from '../ui/use-gradually';
import type { TileMarks } from './ItemGrid';
import { PostmasterSection } from './PostmasterSection';
import { SectionHead } from './SectionHead';
import { SlotSection } from './SlotSection';
import { GroupList, VaultSection } from './VaultSection';

/** What fits into the popup's height. */
const SLOTS_IN_SIGHT = 5;

export interface InventoryBoardProps {
  view: CharacterView;
  vault: VaultView;
  account: readonly ItemGroup[];
  marks: TileMarks;
  batches: Batches;
  /** It is opened scrolled down: nothing above the place may be missing. */
  scrolled: boolean;
}

/** What can be done with many items of the chosen character at once. */
export interface Batches {
  characterName: string;
  /** How many items it carries and does not wear. */
  clearCount: number;
  onClear(): void;
  onPullAll(): void;
}

/** Everything the account holds: the chosen character by slot, its postmaster, the vault, the rest. */
export function InventoryBoard({ view, vault, account, marks, batches, scrolled }: InventoryBoardProps) {
  const slots = useGradually(
    view.slots.length,
    scrolled ? view.slots.length : SLOTS_IN_SIGHT,
    view.slots.length,
  );
  // Most items are in the vault: it is only walked through again when something in it changed.
  const inVault = useMemo(
    () => new Set(vault.groups.flatMap((group) => group.items.map((item) => item.key))),
    [vault],
  );
  const open = marks.open !== undefined && inVault.has(marks.open) ? marks : undefined;
  const pending = [...marks.pending].filter((key) => inVault.has(key)).join(' ');
  const marked = [...marks.marked].filter((key) => inVault.has(key)).join(' ');
  const vaultSection = useMemo(
    () => <VaultSection vault={vault} marks={open ?? { ...marks, open: undefined, details: null }} />,
    [vault, open, pending, marked, marks.book],
  );
  return (
    <>
      <div class="slots">
        {view.slots.slice(0, slots).map((slot) => (
          <SlotSection key={slot.bucket} slot={slot} marks={marks} />
        ))}
      </div>
      {batches.clearCount > 0 && (
        <Button onPress={batches.onClear}>
          {sayCount('items_clear', batches.clearCount, { character: batches.characterName })}
        </Button>
      )}
      <PostmasterSection
        items={view.postmaster.items}
        capacity={view.postmaster.capacity}
        marks={marks}
        onPullAll={batches.onPullAll}
      />
      {vaultSection}
      <Rest title={say('items_account')} groups={account} marks={marks} />
      <Rest title={say('items_also_here')} groups={[view.others]} marks={marks} />
    </>
  );
}

function Rest({ title, groups, marks }: { title: string; groups: readonly ItemGroup[]; marks: TileMarks }) {
  const filled = groups.filter((group) => group.items.length > 0);
  if (filled.length === 0) return null;
  return (
    <section aria-label={title}>
      <SectionHead title={title} />
      <GroupList groups={filled} marks={marks} />
    </section>
  );
}
