import type { Picture } from '../inventory/picture';
import type { ChatDeps } from './chat-deps';

/** Puts the one number on the toolbar icon that its reader chose; none where he wants none or nothing is known. */
export async function showIconNumber(deps: Pick<ChatDeps, 'views' | 'badge' | 'picture'>): Promise<void> {
  const { badge, badgeCounts } = await deps.views.load('settings');
  if (!badge) return deps.badge(0);
  if (badgeCounts === 'whispers') return deps.badge((await deps.views.load('chat')).unread ?? 0);
  const picture = await deps.picture();
  await deps.badge(picture === undefined ? 0 : fullestPostmaster(picture));
}

/** How many things wait at the fullest postmaster of all characters. */
export function fullestPostmaster({ characters, items }: Picture): number {
  const counts = characters.map(
    ({ characterId }) =>
      items.filter(({ place }) => place.kind === 'postmaster' && place.characterId === characterId).length,
  );
  return Math.max(0, ...counts);
}
