import { type Backup, chooseKept } from '../messages/backup';
import { backupDatabase } from './databases';

/** The automatic backups. Fits the `BackupStore` port. */
export const backupStore = {
  /** Newest first. */
  async list(): Promise<Backup[]> {
    const records = await backupDatabase().backups.orderBy('madeAtMs').reverse().toArray();
    return records.map((record) => record.backup);
  },

  /** Adds one and drops what is too many, in one transaction. */
  async add(backup: Backup): Promise<void> {
    const { backups } = backupDatabase();
    await backupDatabase().transaction('rw', backups, async () => {
      await backups.put({ madeAtMs: backup.madeAtMs, backup });
      const all = (await backups.toArray()).map((record) => record.backup);
      const kept = new Set(chooseKept(all).map((one) => one.madeAtMs));
      await backups.bulkDelete(all.map((one) => one.madeAtMs).filter((atMs) => !kept.has(atMs)));
    });
  },
};
