import type { CharacterId } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
import type { Picture } from '../../lib/inventory/picture';
import { characterName } from '../../lib/inventory/rules';
import { Bucket } from '../../lib/items/game-words';
import { iconUrl } from '../../lib/items/icon-url';
import { dropPicture } from '../item/draw-tile';
import { nearlyFull } from './PostmasterSection';

export interface CharacterStripProps {
  picture: Picture | undefined;
  chosen: CharacterId | undefined;
  onChoose(characterId: CharacterId): void;
}

/** Bungie notes the last play only now and then; this long after it the character still counts as being played. */
const PLAYED_NOW_MS = 15 * 60_000;

/** The characters, last played first. Keys 1 to 3 choose them; what is pulled goes to the chosen one. */
export function CharacterStrip({ picture, chosen, onChoose }: CharacterStripProps) {
  if (picture === undefined) return <div class="characters characters-none" aria-hidden="true" />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend and form behaviour
    <div class="characters" role="group" aria-label={say('items_character')}>
      {picture.characters.map((character, index) => {
        const on = character.characterId === chosen;
        const emblem = iconUrl(character.emblem);
        const playing = picture.readAtMs - character.lastPlayedMs < PLAYED_NOW_MS;
        return (
          <button
            type="button"
            key={character.characterId}
            class={`character class-${character.classType}${on ? ' character-on' : ''}`}
            aria-pressed={on}
            onClick={() => onChoose(character.characterId)}
          >
            <i class="emblem">
              {emblem !== undefined && <img src={emblem} alt="" decoding="async" onError={dropPicture} />}
            </i>
            <b>{characterName(picture, character.characterId)}</b>
            <span>
              {playing ? say('items_playing_now', { power: String(character.power) }) : character.power}
            </span>
            <PostmasterBadge picture={picture} characterId={character.characterId} />
            <kbd>{index + 1}</kbd>
          </button>
        );
      })}
    </div>
  );
}

/** How much waits at a postmaster that may soon throw things away; nothing below that. */
function PostmasterBadge({ picture, characterId }: { picture: Picture; characterId: CharacterId }) {
  const capacity = picture.buckets.find((room) => room.hash === Bucket.postmaster)?.capacity;
  const count = picture.items.filter(
    ({ place }) => place.kind === 'postmaster' && place.characterId === characterId,
  ).length;
  if (!nearlyFull(count, capacity)) return null;
  const words = say('items_postmaster_full', { count, capacity: capacity ?? '?' });
  return (
    <em class="lost-badge" title={words}>
      <span class="sr-only">{words}</span>
      <span aria-hidden="true">{count}</span>
    </em>
  );
}
