import { say } from '../../lib/base/words';
import { TAGS, type Tag } from '../../lib/inventory/marks';
import { tagName } from '../item/item-words';

export interface TagRowProps {
  /** Of the item. */
  name: string;
  tag: Tag | undefined;
  /** Null takes the tag away. */
  onTag(tag: Tag | null): void;
}

/** What the player calls an item: at most one of five, pressed again it is none. */
export function TagRow({ name, tag, onTag }: TagRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no better name
    <div class="tag-row" role="group" aria-label={say('marks_tag_of', { name })}>
      {TAGS.map((one) => (
        <button
          type="button"
          key={one}
          class={`chip tag-button${one === tag ? ' chip-on' : ''}`}
          aria-pressed={one === tag}
          onClick={() => onTag(one === tag ? null : one)}
        >
          <i class={`tag-sign tag-${one}`} />
          {tagName(one)}
        </button>
      ))}
    </div>
  );
}
