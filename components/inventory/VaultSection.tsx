import { numberText, say } from '../../lib/base/words';
import type { ItemGroup, VaultView } from '../../lib/inventory/view';
import { useGradually } from '../ui/use-gradually';
import { ItemGrid, type TileMarks } from './ItemGrid';
import { SectionHead } from './SectionHead';

/** The vault by category. */
export function VaultSection({ vault, marks }: { vault: VaultView; marks: TileMarks }) {
  const { count, capacity } = vault;
  return (
    <section data-section="vault" aria-label={say('items_vault')}>
      <SectionHead
        title={say('items_vault')}
        count={capacity === undefined ? numberText(count) : say('items_vault_count', { count, capacity })}
      />
      {count === 0 && <p class="quiet">{say('items_vault_empty')}</p>}
      <GroupList groups={vault.groups} marks={marks} />
    </section>
  );
}

/** So many take a few milliseconds: no frame is lost over them. */
const TILES_AT_ONCE = 100;

/**
 * Items under small headings. The first paint draws headings only, tiles follow when there is time; groups far from
 * sight are not laid out until they are scrolled to.
 */
export function GroupList({ groups, marks }: { groups: readonly ItemGroup[]; marks: TileMarks }) {
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  let left = useGradually(count, 0, TILES_AT_ONCE);
  return (
    <>
      {groups.map(({ id, name, items }) => {
        const drawn = Math.min(left, items.length);
        left -= drawn;
        return (
          <div
            class="group"
            key={id}
            style={{ containIntrinsicBlockSize: `auto ${heightOf(items.length)}px` }}
          >
            <h3 class="group-head">
              {name}
              <small>{items.length}</small>
            </h3>
            <div style={drawn < items.length ? { minHeight: `${gridHeight(items.length)}px` } : undefined}>
              <ItemGrid items={drawn < items.length ? items.slice(0, drawn) : items} marks={marks} />
            </div>
          </div>
        );
      })}
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
