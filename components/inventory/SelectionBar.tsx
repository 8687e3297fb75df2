import { Button } from '../ui/Button';

export interface SelectionBarProps {
  count: number;
  /** The chosen character, such as Titan; undefined while there is none. */
  characterName: string | undefined;
  onPull(): void;
  onVault(): void;
  onLock(locked: boolean): void;
  onClear(): void;
}

/** What can be done with several selected items at once. */
export function SelectionBar({ count, characterName, onPull, onVault, onLock, onClear }: SelectionBarProps) {
  return (
    <section class="selection" aria-label="Selected items">
      <b role="status">{count} selected</b>
      <Button kind="primary" onPress={onVault}>
        Vault
      </Button>
      {characterName !== undefined && <Button onPress={onPull}>To {characterName}</Button>}
      <Button onPress={() => onLock(true)}>Lock</Button>
      <Button onPress={() => onLock(false)}>Unlock</Button>
      <Button kind="link" onPress={onClear}>
        Clear
      </Button>
    </section>
  );
}
