/*
 * Everything that follows the stored state live. Loaded after the first paint, because it brings Dexie with it.
 */
export { loadJobs, watchJobs, watchLoadouts, watchMarks } from '@/lib/storage/journal-reader';
export { watchLooks } from '@/lib/storage/looks-store';
export { loadPicture, watchPerks, watchPicture } from '@/lib/storage/picture-reader';
export { watchViews } from '@/lib/storage/view-reader';
export { watchWhispers } from '@/lib/storage/whisper-reader';
