import type { Hash, ItemInstanceId, ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { Account } from '../inventory/picture';
import { readItem } from '../inventory/read-item';
import { findItem } from '../inventory/stacks';
import type { ItemRoll } from '../items/card-model';
import { NO_TABLES } from '../items/item-definition';
import { plugsOf, rememberedRoll, rollOf } from '../items/roll';
import type { DefinitionLookups, PictureStore } from './ports';

export interface RollDeps {
  bungie: { fetchItem(account: Account, instanceId: ItemInstanceId): Promise<Outcome<unknown>> };
  pictures: Pick<PictureStore, 'load' | 'perks'>;
  definitions: DefinitionLookups;
}

/**
 * What an item of ours has in its sockets now. When Bungie cannot be asked, what the last profile told.
 *
 * Fails as the call did when nothing is remembered either; `item-gone` when the picture does not hold it.
 */
export async function itemRoll(key: ItemKey, deps: RollDeps): Promise<Outcome<ItemRoll>> {
  const picture = await deps.pictures.load();
  const item = picture === undefined ? undefined : findItem(picture, key);
  if (picture === undefined || item?.instanceId === undefined) return fail('item-gone');
  const answer = await deps.bungie.fetchItem(picture.account, item.instanceId);
  if (!answer.ok) {
    const hashes = (await deps.pictures.perks())?.byItem[item.instanceId];
    if (hashes === undefined) return answer;
    return ok(rememberedRoll(hashes, await deps.definitions.items(hashes)));
  }
  const facts = readItem(answer.value);
  const wanted: Hash[] = [item.hash, ...plugsOf(facts)];
  const [definitions, tables] = await Promise.all([
    deps.definitions.items(wanted),
    deps.definitions.tables(),
  ]);
  const definition = definitions.get(item.hash);
  if (definition === undefined) return fail('no-definitions');
  return ok(rollOf(definition, facts, definitions, tables ?? NO_TABLES));
}
