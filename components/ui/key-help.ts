/** Every key of the popup and what it does: the sheet and the More tab show this one table. */
export const KEY_HELP: readonly { keys: string; does: string; where: 'search' | 'items' | 'everywhere' }[] = [
  { keys: 'Enter', does: 'pull the selected hit to the chosen character', where: 'search' },
  { keys: '⇧Enter', does: 'pull it and put it on', where: 'search' },
  { keys: '↑ ↓', does: 'move through hits; down into the items when nothing is typed', where: 'search' },
  { keys: '← → ↑ ↓', does: 'walk over items', where: 'items' },
  { keys: 'Enter', does: 'open or close the details of an item', where: 'items' },
  { keys: 'P', does: 'pull it to the chosen character', where: 'items' },
  { keys: 'E', does: 'put it on', where: 'items' },
  { keys: 'V', does: 'send it to the vault', where: 'items' },
  { keys: 'L', does: 'lock or unlock it', where: 'items' },
  { keys: 'X', does: 'select it together with others; Ctrl and a click do the same', where: 'items' },
  { keys: '1 2 3', does: 'choose a character while nothing is typed; with Alt always', where: 'everywhere' },
  { keys: '/', does: 'go to the search', where: 'everywhere' },
  { keys: 'Ctrl Z', does: 'take the last move or batch back', where: 'everywhere' },
  { keys: '?', does: 'show this sheet', where: 'everywhere' },
  { keys: 'Esc', does: 'close what is open, clear the search, close the popup', where: 'everywhere' },
];
