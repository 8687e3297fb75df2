import { say } from '../../lib/base/words';
import type { CardModel, CardStat } from '../../lib/items/card-model';
import { ammoName, elementName } from '../../lib/items/game-words';

/** Two items side by side, stat by stat. The better number is marked by weight, not by colour alone. */
export function ComparePanel({ one, other }: { one: CardModel; other: CardModel }) {
  const names = [...new Set([...one.stats, ...other.stats].map((stat) => stat.name))];
  const words = [
    [say('card_type'), one.typeName, other.typeName],
    [say('card_rarity'), one.tierName, other.tierName],
    [say('card_element'), elementName(one.damageType) ?? '–', elementName(other.damageType) ?? '–'],
    [say('card_ammo'), ammoName(one.ammoType) ?? '–', ammoName(other.ammoType) ?? '–'],
  ] as const;
  return (
    <table class="compare">
      <caption class="unseen">{say('card_of_two', { one: one.name, other: other.name })}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{one.name}</th>
          <th scope="col">{other.name}</th>
        </tr>
      </thead>
      <tbody>
        {words.map(([word, first, second]) => (
          <tr key={word}>
            <th scope="row">{word}</th>
            <td>{first}</td>
            <td>{second}</td>
          </tr>
        ))}
        {names.map((name) => (
          <StatRow key={name} name={name} first={find(one, name)} second={find(other, name)} />
        ))}
      </tbody>
    </table>
  );
}

interface StatRowProps {
  name: string;
  first: CardStat | undefined;
  second: CardStat | undefined;
}

function StatRow({ name, first, second }: StatRowProps) {
  // Bare numbers such as rounds a minute are a matter of taste: only bars have a better end.
  const rated = first?.bar !== undefined && second?.bar !== undefined;
  const [a, b] = [first?.value, second?.value];
  const cell = (value: number | undefined, rival: number | undefined) => (
    <td class={rated && value !== undefined && rival !== undefined && value > rival ? 'better' : ''}>
      {value ?? '–'}
    </td>
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell(a, b)}
      {cell(b, a)}
    </tr>
  );
}

function find(model: CardModel, name: string): CardStat | undefined {
  return model.stats.find((stat) => stat.name === name);
}
