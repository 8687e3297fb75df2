import type { CharacterId, Hash, ItemInstanceId } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { Account } from '../inventory/picture';
import type { BungieClient } from './client';

interface Moved {
  account: Account;
  characterId: CharacterId;
  hash: Hash;
  instanceId: ItemInstanceId | undefined;
  quantity: number;
}

/** The writes of bungie-api.md 4.3. Each is sent once; no answer means `unknown-outcome`. Fits `BungieActions`. */
export function bungieActions(client: BungieClient) {
  const act = async (name: string, body: object): Promise<Outcome<null>> => {
    // Offline is the one case where we know that nothing left the machine.
    if (globalThis.navigator?.onLine === false) return fail('offline');
    const answer = await client.signed({ path: `/Destiny2/Actions/Items/${name}/`, body });
    return answer.ok ? ok(null) : answer;
  };
  const movedBody = ({ account, characterId, hash, instanceId, quantity }: Moved): object => ({
    itemReferenceHash: hash,
    stackSize: quantity,
    itemId: instanceId ?? '0',
    characterId,
    membershipType: account.membershipType,
  });
  return {
    /** Character to vault or back; `characterId` is the character's end of it. */
    transfer: (step: Moved & { toVault: boolean }): Promise<Outcome<null>> =>
      act('TransferItem', { ...movedBody(step), transferToVault: step.toVault }),

    pullFromPostmaster: (step: Moved): Promise<Outcome<null>> => act('PullFromPostmaster', movedBody(step)),

    equip: (step: {
      account: Account;
      characterId: CharacterId;
      instanceId: ItemInstanceId;
    }): Promise<Outcome<null>> =>
      act('EquipItem', {
        itemId: step.instanceId,
        characterId: step.characterId,
        membershipType: step.account.membershipType,
      }),

    /** For an item in the vault any character of the account will do. */
    setLock: (step: {
      account: Account;
      characterId: CharacterId;
      instanceId: ItemInstanceId;
      locked: boolean;
    }): Promise<Outcome<null>> =>
      act('SetLockState', {
        state: step.locked,
        itemId: step.instanceId,
        characterId: step.characterId,
        membershipType: step.account.membershipType,
      }),
  };
}
