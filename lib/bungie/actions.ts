import * as z from 'zod/mini';
import type { CharacterId, Hash, ItemInstanceId } from '../base/ids';
import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import type { Account } from '../inventory/picture';
import type { BungieClient } from './client';
import { meaningOf } from './error-meanings';
import { type Pacer, pacer } from './pacing';

interface Moved {
  account: Account;
  characterId: CharacterId;
  hash: Hash;
  instanceId: ItemInstanceId | undefined;
  quantity: number;
}

/** A code for each item; overall success says nothing about them (bungie-api.md 4.3). */
const EquipResults = z.object({
  equipResults: z.array(z.object({ itemInstanceId: z.string(), equipStatus: z.number() })),
});

/** The writes of bungie-api.md 4.3. Each is sent once; no answer means `unknown-outcome`. Fits `BungieActions`. */
export function bungieActions(client: BungieClient, pace: Pacer = pacer()) {
  const send = async (path: string, body: object): Promise<Outcome<unknown>> => {
    // Offline is the one case where we know that nothing left the machine.
    if (globalThis.navigator?.onLine === false) return fail('offline');
    return pace(path, () => client.signed({ path: `/Destiny2/Actions/${path}/`, body }));
  };
  const act = async (name: string, body: object): Promise<Outcome<null>> => {
    const answer = await send(`Items/${name}`, body);
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

    /** Puts several things on with one call; what could not be put on comes back with its meaning. */
    async equipSeveral(step: {
      account: Account;
      characterId: CharacterId;
      instanceIds: ItemInstanceId[];
    }): Promise<Outcome<{ refused: { instanceId: ItemInstanceId; failure: Failure }[] }>> {
      const answer = await send('Items/EquipItems', {
        itemIds: step.instanceIds,
        characterId: step.characterId,
        membershipType: step.account.membershipType,
      });
      if (!answer.ok) return answer;
      const results = EquipResults.safeParse(answer.value);
      // An answer without results tells nothing about any item.
      if (!results.success) return fail('unknown-outcome');
      const codes = new Map(results.data.equipResults.map((one) => [one.itemInstanceId, one.equipStatus]));
      const refused = step.instanceIds.flatMap((instanceId) => {
        const code = codes.get(instanceId) ?? 0;
        return code === 1
          ? []
          : [{ instanceId, failure: fail(meaningOf(code), { errorCode: code }).failure }];
      });
      return ok({ refused });
    },

    /** Puts a loadout of the game on; its things have to be on the character (bungie-api.md 4.4). */
    async equipLoadout(step: {
      account: Account;
      characterId: CharacterId;
      index: number;
    }): Promise<Outcome<null>> {
      const answer = await send('Loadouts/EquipLoadout', {
        loadoutIndex: step.index,
        characterId: step.characterId,
        membershipType: step.account.membershipType,
      });
      return answer.ok ? ok(null) : answer;
    },

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
