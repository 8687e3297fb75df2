import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** True when this extension will open its welcome page in this profile: it has one, and the profile is new. */
export function opensWelcome(extensionDir: string, profileDir: string): boolean {
  const used = ['Default', 'storage'].some((folder) => existsSync(join(profileDir, folder)));
  return !used && existsSync(join(extensionDir, 'welcome.html'));
}
