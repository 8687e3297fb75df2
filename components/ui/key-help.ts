import type { PlainWord } from '../../lib/base/words';
/** Every key of the popup and what it does: the sheet and the More tab show this one table. */
export const KEY_HELP: readonly {
  keys: string;
  does: PlainWord;
  where: 'search' | 'items' | 'everywhere';
}[] = [
  { keys: 'Enter', does: 'keys_pull_hit', where: 'search' },
  { keys: '⇧Enter', does: 'keys_equip_hit', where: 'search' },
  { keys: '↑ ↓', does: 'keys_walk_hits', where: 'search' },
  { keys: '← → ↑ ↓', does: 'keys_walk_items', where: 'items' },
  { keys: 'Enter', does: 'keys_details', where: 'items' },
  { keys: 'P', does: 'keys_pull', where: 'items' },
  { keys: 'E', does: 'keys_equip', where: 'items' },
  { keys: 'V', does: 'keys_vault', where: 'items' },
  { keys: 'L', does: 'keys_lock', where: 'items' },
  { keys: 'T', does: 'keys_tag', where: 'items' },
  { keys: 'X', does: 'keys_select', where: 'items' },
  { keys: '1 2 3', does: 'keys_character', where: 'everywhere' },
  { keys: '/', does: 'keys_search', where: 'everywhere' },
  { keys: 'Ctrl Z', does: 'keys_undo', where: 'everywhere' },
  { keys: '?', does: 'keys_sheet', where: 'everywhere' },
  { keys: 'Esc', does: 'keys_escape', where: 'everywhere' },
];
