import { useMemo } from 'preact/hooks';
import type { CharacterView, ItemGroup, VaultView } from '../../lib/inventory/view';
import type { TileMarks } from './ItemGrid';
import { PostmasterSection } from './PostmasterSection';
import { SectionHead } from './SectionHead';
import { SlotSection } from './SlotSection';
import { GroupList, VaultSection } from './VaultSection';

export interface InventoryBoardProps {
  view: CharacterView;
  vault: VaultView;
  account: readonly ItemGroup[];
  marks: TileMarks;
}

/** Everything the account holds: the chosen character by slot, its postmaster, the vault, the rest. */
export function InventoryBoard({ view, vault, account, marks }: InventoryBoardProps) {
  // Most items are in the vault: it is only walked through again when something in it changed.
  const inVault = useMemo(
    () => new Set(vault.groups.flatMap((group) => group.items.map((item) => item.key))),
    [vault],
  );
  const open = marks.open !== undefined && inVault.has(marks.open) ? marks : undefined;
  const pending = [...marks.pending].filter((key) => inVault.has(key)).join(' ');
  const vaultSection = useMemo(
    () => <VaultSection vault={vault} marks={open ?? { ...marks, open: undefined, details: null }} />,
    [vault, open, pending],
  );
  return (
    <>
      <div class="slots">
        {view.slots.map((slot) => (
          <SlotSection key={slot.bucket} slot={slot} marks={marks} />
        ))}
      </div>
      <PostmasterSection items={view.postmaster.items} capacity={view.postmaster.capacity} marks={marks} />
      {vaultSection}
      <Rest title="Account" groups={account} marks={marks} />
      <Rest title="Also on this character" groups={[view.others]} marks={marks} />
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
