import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './children.mjs';

/** Rows of README's table: what the extension asks for, and why. */
export function permissionRows() {
  const table =
    readFileSync(join(ROOT, 'README.md'), 'utf8').split('## Permissions')[1]?.split('\n## ')[0] ?? '';
  return [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name, why]) => ({ name, why }));
}

/** What the forms of the Chrome Web Store and Edge ask about purpose, permissions and data, made from README's table. */
export function purposeText() {
  const reasons = permissionRows().map(
    ({ name, why }) => `- \`${name}\`: ${why[0].toUpperCase()}${why.slice(1)}.`,
  );
  return `# Purpose and permissions

Made by \`npm run store\` from the table in README.md.

## Single purpose

Vault Courier helps players of Destiny 2 with their items: it moves them between characters and vault, and explains them where they
are talked about, in the chat of destiny.gg.

## Why each permission

${reasons.join('\n')}

## Remote code

No. All code, WebAssembly included, is in the package; its security policy allows no other.

## Data use

Handles authentication information (Bungie sign-in tokens, in the browser only), personal communications (whispers sent to the user on
destiny.gg, in the browser only) and website content (lines of the chat page, read in the page and never sent anywhere). None
of it is sold, transferred to third parties, used for purposes unrelated to the single purpose, or used to determine creditworthiness.
`;
}
