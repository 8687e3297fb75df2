import type { ManifestView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';

export interface ItemListPanelProps {
  manifest: ManifestView;
  /** How far it is, in words. */
  text: string;
  onCheck(rebuild: boolean): void;
}

/** State of the game's item list, and what can be done about it. */
export function ItemListPanel({ manifest, text, onCheck }: ItemListPanelProps) {
  const working = manifest.work !== undefined;
  return (
    <>
      <p role="status">{text}</p>
      {manifest.problem !== undefined && <p class="problem">{failureText(manifest.problem)}</p>}
      <div class="more-buttons">
        <Button disabled={working} onPress={() => onCheck(false)}>
          Check now
        </Button>
        <Button disabled={working} onPress={() => onCheck(true)}>
          Read it anew
        </Button>
      </div>
    </>
  );
}
