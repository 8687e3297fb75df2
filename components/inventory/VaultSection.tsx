import type { ItemGroup, VaultView } from '../../lib/inventory/view';
import { useGradually } from '../ui/use-gradually';
import { ItemGrid, type TileMarks } from './ItemGrid';
import { SectionHead } from './SectionHead';

/** The vault by category. */
export function VaultSection({ vault, marks }: { vault: VaultView; marks: TileMarks }) {
  const { count, capacity } = vault;
  return (
    <section data-section="vault" aria-label="Vault">
      <SectionHead
        title="Vault"
        count={capacity === undefined ? grouped(count) : `${grouped(count)} of ${grouped(capacity)}`}
      />
      {count === 0 && <p class="quiet">The vault is empty.</p>}
      <GroupList groups={vault.groups} marks={marks} />
    </section>
  );
}

/**
 * Items under small headings. The first paint draws headings only, groups follow when there is time; those far from
 * sight are not laid out until they are scrolled to.
 */
export function GroupList({ groups, marks }: { groups: readonly ItemGroup[]; marks: TileMarks }) {
  const drawn = useGradually(groups.length, 0);
  return (
    <>
      {groups.map((group, index) => (
        <div
          class="group"
          key={group.id}
          style={{ containIntrinsicBlockSize: `auto ${heightOf(group.items.length)}px` }}
        >
          <h3 class="group-head">
            {group.name}
            <small>{group.items.length}</small>
          </h3>
          {index < drawn ? (
            <ItemGrid items={group.items} marks={marks} />
          ) : (
            <div style={{ height: `${gridHeight(group.items.length)}px` }} />
          )}
        </div>
      ))}
    </>
  );
}

/** Ten tiles a row at the popup's width, so that the scroll bar is right before the group was ever laid out. */
function heightOf(items: number): number {
  return 30 + gridHeight(items);
}

function gridHeight(items: number): number {
  return Math.ceil(items / 10) * 35;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
