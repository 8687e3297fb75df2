import { applyStep } from '@/lib/inventory/apply-step';
import type { Picture } from '@/lib/inventory/picture';
import type { Step } from '@/lib/inventory/steps';
import { addOrigins, followKey, type Origin, originsOf } from '@/lib/inventory/undo';
import type { SimProfile, World } from '../../sim/bungie/world';
import { expectLegal } from './inventory-of';
import { playStep } from './play-step';

/** A world in lines, for reading a failure. */
export function told(picture: Picture): string {
  const lines = picture.items.map(
    (item) =>
      `${item.key} x${item.quantity} ${item.name} ${JSON.stringify(item.place)} ${item.equipped ? 'worn' : ''} ${item.uniqueLabel ?? ''} class ${item.classType}`,
  );
  const rooms = picture.buckets
    .filter((one) => one.capacity < 10)
    .map((one) => `${one.name} ${one.capacity}`);
  return [...lines, `vault of ${picture.vaultCapacity}`, ...rooms].join('\n');
}

/** Plays a plan in the game and in the picture at once. @throws when the game refuses. */
export function play(
  scene: { world: World; profile: SimProfile },
  steps: readonly Step[],
  from: Picture,
  origins: Origin[] = [],
) {
  let picture = from;
  let touched = origins;
  for (const step of steps) {
    touched = addOrigins(touched, originsOf(picture, step));
    try {
      playStep(scene.world, scene.profile, picture, step);
    } catch (error) {
      throw new Error(`${error} at ${JSON.stringify(step)} of ${JSON.stringify(steps)} in\n${told(from)}`);
    }
    const after = applyStep(picture, step, 0);
    const pieces = 'amount' in step ? step.amount : 1;
    if ('item' in step) touched = followKey(touched, step.item, after.now, pieces);
    picture = after.picture;
    expectLegal(picture);
  }
  return { picture, touched };
}
