import { besideText } from '../../lib/base/local-forms';
import { type PlainWord, say } from '../../lib/base/words';
import { GROUPS, type Keyword } from '../../lib/inventory/search/keyword-kinds';
import { KEYWORDS } from '../../lib/inventory/search/keywords';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface SearchHelpProps {
  /** An example was pressed: put it into the box. */
  onTry(query: string): void;
  onClose(): void;
}

const GRAMMAR: readonly { query: string; help: PlainWord }[] = [
  { query: 'ace of spades', help: 'search_help_names' },
  { query: '"hand cannon"', help: 'search_help_quotes' },
  { query: 'is:weapon is:solar', help: 'search_help_and' },
  { query: 'is:arc or is:void', help: 'search_help_or' },
  { query: 'is:bow and is:exotic or is:sword', help: 'search_help_written_and' },
  { query: '-is:locked', help: 'search_help_not' },
  { query: '(is:helmet or is:chest) -is:exotic', help: 'search_help_brackets' },
  { query: 'power:>=400', help: 'search_help_numbers' },
  { query: '/* for the raid */ is:heavy', help: 'search_help_comments' },
];

/** Every search word on one page, made from the table the search itself reads. Load it on demand. */
export function SearchHelp({ onTry, onClose }: SearchHelpProps) {
  return (
    <section class="search-help" aria-labelledby="search-help-title">
      <div class="search-help-head">
        <h2 id="search-help-title">{say('search_help_title')}</h2>
        <Button label={say('search_help_close')} onPress={onClose}>
          <Icon name="clear" size={14} />
        </Button>
      </div>
      <p class="quiet">{say('search_help_intro')}</p>
      <h3>{say('search_help_together')}</h3>
      <dl>
        {GRAMMAR.map(({ query, help }) => (
          <Row key={query} queries={[query]} help={say(help)} onTry={onTry} />
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
      <h3>{say(name)}</h3>
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
  const help = say(keyword.help);
  if (keyword.kind === 'is' || others.length === 0) return say('search_help_sentence', { help });
  return say('search_help_also', { help, words: besideText(others.map((word) => `${word}:`)) });
}
