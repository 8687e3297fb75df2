import type { MembershipId } from '../base/ids';
import type { Picture } from '../inventory/picture';
import { completeViews, INITIAL_VIEWS, type ViewName, type Views } from '../messages/views';

/*
 * The popup's first look into storage, without Dexie: its 33 kB would have to be read and compiled before anything could
 * be painted. Only reads, only what the background has made already, and never creates a database.
 */

const DATABASE = 'vault-courier-state';

interface PictureRecord {
  id: MembershipId;
  picture: Picture;
}

export interface FirstRead {
  picture?: Picture;
  views: Views;
}

/** The views as they are stored, and the picture of the account they show; the initial ones where there is nothing yet. */
export async function readFirst(): Promise<FirstRead> {
  const database = await openExisting();
  if (database === undefined) return { views: INITIAL_VIEWS };
  try {
    const reading = database.transaction(['pictures', 'views']);
    // Most people have one account: its picture is on its way before we know whose it is.
    const [records, [likely]] = await Promise.all([
      asked<{ id: ViewName; value: unknown }[]>(reading.objectStore('views').getAll()),
      asked<PictureRecord[]>(reading.objectStore('pictures').getAll(undefined, 1)),
    ]);
    // The records were written by the view store, each under its own name.
    const views = completeViews(
      Object.fromEntries(records.map(({ id, value }) => [id, value])) as Partial<Views>,
    );
    const shown = views.session.account?.membershipId;
    if (shown === undefined) return { views };
    // In the same transaction: never the picture of one account under the name of another.
    const record =
      likely?.id === shown
        ? likely
        : await asked<PictureRecord | undefined>(reading.objectStore('pictures').get(shown));
    return record === undefined ? { views } : { picture: record.picture, views };
  } finally {
    database.close();
  }
}

/** Undefined when the background has not made it yet: making it here would leave it without tables. */
function openExisting(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE);
    let fresh = false;
    opening.onupgradeneeded = () => {
      fresh = true;
      opening.transaction?.abort();
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => (fresh ? resolve(undefined) : reject(opening.error));
  });
}

function asked<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error);
  });
}

declare global {
  /** Begun by the popup's early script; absent where that has not run yet. */
  var firstRead: Promise<FirstRead> | undefined;
}
