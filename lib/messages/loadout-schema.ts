import * as z from 'zod/mini';
import type { ItemInstanceId } from '../base/ids';
import type { Loadout } from '../inventory/loadouts/loadout';

const whole = z.number().check(z.int(), z.gte(0));
const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** A loadout as a page sends it or a file brings it. */
export const loadoutSchema: z.ZodMiniType<Loadout> = z.object({
  id: text(60),
  name: text(80),
  classType: whole,
  items: z
    .array(
      z.object({
        hash: whole,
        instanceId: z.exactOptional(
          z.pipe(
            z.string().check(z.regex(/^\d{1,20}$/)),
            z.transform((id) => id as ItemInstanceId),
          ),
        ),
        name: z.string().check(z.maxLength(120)),
        bucket: whole,
        equip: z.boolean(),
        amount: z.number().check(z.int(), z.gte(1), z.lte(1_000_000)),
      }),
    )
    .check(z.maxLength(60)),
  createdAtMs: whole,
  changedAtMs: whole,
});
