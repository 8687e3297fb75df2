import { GROUPS, type Keyword } from '../../lib/inventory/search/keyword-kinds';
import { KEYWORDS } from '../../lib/inventory/search/keywords';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface SearchHelpProps {
  /** An example was pressed: put it into the box. */
  onTry(query: string): void;
  onClose(): void;
}

const GRAMMAR: readonly { query: string; help: string }[] = [
  { query: 'ace of spades', help: 'Plain words find names; one slip in a word is forgiven.' },
  { query: '"hand cannon"', help: 'Words in quotes are found as they stand, in name, type and perks.' },
  { query: 'is:weapon is:solar', help: 'Words side by side must all be true.' },
  { query: 'is:arc or is:void', help: 'Either one will do. Binds more tightly than a space.' },
  { query: 'is:bow and is:exotic or is:sword', help: 'A written “and” binds more tightly still.' },
  { query: '-is:locked', help: 'Minus, “not ” and “not:” turn a word round.' },
  { query: '(is:helmet or is:chest) -is:exotic', help: 'Brackets keep things together.' },
  { query: 'power:>=400', help: 'Numbers take >, >=, <, <= and =, or stand alone.' },
  { query: '/* for the raid */ is:heavy', help: 'Comments are passed over.' },
];

/** Every search word on one page, made from the table the search itself reads. Load it on demand. */
export function SearchHelp({ onTry, onClose }: SearchHelpProps) {
  return (
    <section class="search-help" aria-labelledby="search-help-title">
      <div class="search-help-head">
        <h2 id="search-help-title">Search words</h2>
        <Button label="Close the search words" onPress={onClose}>
          <Icon name="clear" size={14} />
        </Button>
      </div>
      <p class="quiet">The words of Destiny Item Manager, with the same meaning. Press one to try it.</p>
      <h3>Putting words together</h3>
      <dl>
        {GRAMMAR.map(({ query, help }) => (
          <Row key={query} queries={[query]} help={help} onTry={onTry} />
        ))}
      </dl>
      {GROUPS.map((group) => (
        <Group key={group} name={group} onTry={onTry} />
      ))}
    </section>
  );
}

function Group({ name, onTry }: { name: (typeof GROUPS)[number]; onTry(query: string): void }) {
  return (
    <>
      <h3>{name}</h3>
      <dl>
        {KEYWORDS.filter(({ group }) => group === name).map((keyword) => (
          <Row key={keyword.words[0]} queries={queriesOf(keyword)} help={helpOf(keyword)} onTry={onTry} />
        ))}
      </dl>
    </>
  );
}

interface RowProps {
  queries: readonly string[];
  help: string;
  onTry(query: string): void;
}

function Row({ queries, help, onTry }: RowProps) {
  return (
    <div class="search-help-row">
      <dt>
        {queries.map((query) => (
          <button type="button" class="search-try" key={query} onClick={() => onTry(query)}>
            {query}
          </button>
        ))}
      </dt>
      <dd>{help}</dd>
    </div>
  );
}

function queriesOf(keyword: Keyword): readonly string[] {
  return keyword.kind === 'is' ? keyword.words.map((word) => `is:${word}`) : keyword.examples;
}

function helpOf(keyword: Keyword): string {
  const [, ...others] = keyword.words;
  if (keyword.kind === 'is' || others.length === 0) return `${keyword.help}.`;
  return `${keyword.help}. Also ${others.map((word) => `${word}:`).join(', ')}.`;
}
