import { fullestPostmaster } from '../inventory/postmaster';
import type { PictureStore, ViewStore } from './ports';

export interface BadgeDeps {
  views: ViewStore;
  pictures: Pick<PictureStore, 'load'>;
  show(count: number): Promise<void>;
}

/** Shows on the icon what the reader wants counted; called whenever that or its meaning may have changed. */
export async function renewBadge({ views, pictures, show }: BadgeDeps): Promise<void> {
  const { badge, badgeCounts } = await views.load('settings');
  if (!badge) return show(0);
  if (badgeCounts === 'whispers') return show((await views.load('chat')).unread ?? 0);
  const picture = await pictures.load();
  return show(picture === undefined ? 0 : fullestPostmaster(picture));
}
