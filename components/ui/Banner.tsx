import { Button } from './Button';
import { Icon } from './Icon';

/** A state that lasts: no connection, maintenance, an item list being read. */
export interface BannerNote {
  tone: 'calm' | 'warning';
  text: string;
  /** 0 to 1 while something is under way. */
  progress?: number;
  button?: { label: string; deed: 'sign-in' | 'refresh' | 'check-manifest' };
}

export interface BannerProps {
  note: BannerNote;
  onDeed(deed: NonNullable<BannerNote['button']>['deed']): void;
}

/** Sits between list and footer: it takes room from the list's lower end and pushes nothing down. */
export function Banner({ note, onDeed }: BannerProps) {
  const { button, progress } = note;
  return (
    <div class={`banner banner-${note.tone}`}>
      {note.tone === 'warning' && <Icon name="warning" size={14} />}
      <p>{note.text}</p>
      {button !== undefined && (
        <Button kind="link" onPress={() => onDeed(button.deed)}>
          {button.label}
        </Button>
      )}
      {progress !== undefined && (
        <progress class="banner-progress" value={progress} max={1} aria-label={note.text} />
      )}
    </div>
  );
}
