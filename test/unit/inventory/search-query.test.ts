import { describe, expect, it } from 'vitest';
import { takeInstead } from '@/lib/inventory/search/problem';
import { propose } from '@/lib/inventory/search/propose';
import { askZoo, found } from './search-zoo';

const best = (query: string) => askZoo(query).hits.map((hit) => hit.name);

describe('how words are put together', () => {
  it.each([
    // The space binds most loosely, then `or`, then a written `and`.
    ['is:exotic is:solar or is:kinetic', 'is:exotic and (is:solar or is:kinetic)'],
    ['is:bow and is:arc or is:sword', '(is:bow and is:arc) or is:sword'],
    ['is:bow or is:arc and is:sword', 'is:bow or (is:arc and is:sword)'],
    ['is:weapon is:bow or is:sword and is:arc', 'is:weapon and (is:bow or (is:sword and is:arc))'],
    ['is:arc is:bow or not is:weapon is:rare', 'is:arc and (is:bow or -is:weapon) and is:rare'],
    ['is:arc and is:bow or not is:weapon and is:uncommon', '(is:arc is:bow) or (-is:weapon is:uncommon)'],
    ['is:armor not:titan', 'is:armor -is:titan'],
    ['not not:weapon', 'is:weapon'],
    ['not -not:weapon', 'not:weapon'],
    ['- is:weapon - (power:>1)', '-is:weapon -power:>1'],
    ['-(is:weapon or is:armor)', '-is:weapon -is:armor'],
    ['IS:BOW OR Is:Sword', 'is:bow or is:sword'],
    ['is:arc (is:bow', 'is:arc is:bow'],
    ['  is:bow  ', 'is:bow'],
    ['( is:bow or is:sword ) is:arc', '(is:bow or is:sword) is:arc'],
    ['(is:bow)(is:arc)', 'is:bow is:arc'],
    ['/* mine */ is:bow /* all */ or /**/ is:sword', 'is:bow or is:sword'],
    ['name:“titan helm”', 'name:"titan helm"'],
    ["exactname:'Ace of Spades'", 'exactname:"ace of spades"'],
    ['is:"hand cannon"', 'is:handcannon'],
    ['not(is:weapon)', '-is:weapon'],
    ['fatebringer and timelost', 'timelost fatebringer'],
  ])('reads %s as %s', (query, same) => {
    expect(found(query)).toEqual(found(same));
    expect(found(query)).not.toEqual([]);
  });

  it('keeps the escape signs of a quoted text', () => {
    expect(found('exactname:"ace \\"of\\" spades"')).toEqual([]);
    expect(found("'ace'")).toEqual(['Ace of Spades', 'Trace Rifle']);
    expect(found('"\\\\"')).toEqual([]);
  });

  it('takes a minus or a quote inside a word as a part of it', () => {
    expect(askZoo("xur's").problem).toBeUndefined();
    expect(askZoo('1000-yard').problem).toBeUndefined();
    expect(askZoo('is:bow/* no comment */').problem?.kind).toBe('unknown-value');
  });

  it.each(['', '   ', '/* only a comment */'])('finds nothing for %j and says nothing', (query) => {
    expect(askZoo(query)).toEqual({ hits: [], waiting: false });
  });

  it('reads a whole pasted search over many lines', () => {
    const pasted = `/* Old */ (
      (is:weapon -is:exotic power:<=300 is:rare or is:common)
      or (is:armor -is:classitem -(is:titan (tier:>=4 or count:>3)))
    ) -is:equipped`;
    expect(found(pasted)).toContain('Bow');
    expect(found(pasted)).not.toContain('Titan Helm');
    expect(found(pasted)).toContain('Hunter Grips');
  });
});

describe('plain words', () => {
  it('find names with a slip, also beside search words', () => {
    expect(best('sunshto is:exotic')).toEqual(['Sunshot']);
    expect(best('is:exotic ace is:weapon spades')).toEqual(['Ace of Spades']);
    expect(best('sunshto or aec of')).toEqual(['Ace of Spades']);
    expect(found('sunshto or fatebrigner')).toEqual(['Sunshot', 'Fatebringer', 'Fatebringer (Timelost)']);
  });

  it('rank names before what only type or perks tell', () => {
    expect(best('outlaw')).toEqual(['Fatebringer (Timelost)', 'Fatebringer', 'Ace of Spades']);
    expect(best('hand cannon')).toHaveLength(4);
    expect(best('shotgun')[0]).toBe('Shotgun');
    expect(best('fatebringer kill')).toEqual(['Fatebringer']);
  });

  it('look for types and perks from three letters on', () => {
    expect(found('ca')).toEqual([]);
    expect(found('can')).toHaveLength(4);
  });

  it('forgive nothing when turned round or quoted', () => {
    expect(found('is:exotic -sunshto')).toEqual(['Sunshot', 'Ace of Spades']);
    expect(found('is:exotic -sunshot')).toEqual(['Ace of Spades']);
    expect(found('is:handcannon -"kill clip"')).not.toContain('Fatebringer');
    expect(found('"sunshto"')).toEqual([]);
    expect(found('"unsho"')).toEqual(['Sunshot']);
    expect(found('"hand can"')).toHaveLength(4);
  });

  it('mark what they found, quoted ones too', () => {
    const marks = (query: string) =>
      askZoo(query).hits.map(({ name, ranges }) =>
        ranges.map(([from, to]) => name.slice(from, to)).join('|'),
      );
    expect(marks('"e of s" spa')).toEqual(['e of Spa']);
    expect(marks('is:exotic is:solar')).toEqual(['']);
    expect(marks('outlaw is:exotic')).toEqual(['']);
  });

  it('put a name hit before what another branch lets in', () => {
    expect(best('is:exotic or fatebringer').slice(0, 2)).toEqual(['Fatebringer', 'Fatebringer (Timelost)']);
  });
});

describe('searches without a name', () => {
  it('list first what Enter can bring, strongest first, gear before the rest', () => {
    expect(best('is:handcannon')).toEqual([
      'Fatebringer (Timelost)',
      'Fatebringer',
      'Ace of Spades',
      'Sunshot',
    ]);
    expect(best('is:uncommon')[0]).toBe('Warlock Robes');
  });
});

const problemOf = (query: string, caret?: number) => {
  const { problem, hits } = askZoo(query, caret);
  expect(hits).toEqual(problem === undefined ? hits : []);
  if (problem === undefined) return undefined;
  return { kind: problem.kind, fixed: takeInstead(query, problem, propose(problem) ?? problem.typed).text };
};

describe('what cannot be searched for', () => {
  it.each([
    ['is:exotci', 'unknown-value', 'is:exotic'],
    ['thorn is:handcanon power:>1', 'unknown-value', 'thorn is:handcannon power:>1'],
    ['-is:wepon', 'unknown-value', '-is:weapon'],
    ['not:lokced', 'unknown-value', 'not:locked'],
    ['is:legendray or is:arc', 'unknown-value', 'is:legendary or is:arc'],
    ['is:exo', 'unknown-value', 'is:exotic'],
    ['tag:favourite', 'unknown-value', 'tag:favorite'],
    ['-tag:jnuk', 'unknown-value', '-tag:junk'],
    ['tga:keep', 'unknown-keyword', 'tag:keep'],
    ['pwoer:>400', 'unknown-keyword', 'power:>400'],
    ['nmae:"hard light"', 'unknown-keyword', 'name:"hard light"'],
    ['si:exotci', 'unknown-keyword', 'is:exotic'],
    ['type:handcannon', 'unknown-keyword', 'is:handcannon'],
    ['exotic:', 'unknown-keyword', 'is:exotic'],
    ['power>400', 'unknown-keyword', 'power:>400'],
    ['season:wich', 'not-a-number', 'season:witch'],
    ['season:>=hant', 'not-a-number', 'season:>=hunt'],
    ['"hard light', 'open-quote', '"hard light"'],
    ["name:'hard light", 'open-quote', "name:'hard light'"],
    ['is:arc /* mine', 'open-comment', 'is:arc /* mine */'],
    ['is:arc) is:bow', 'stray-close', 'is:arc is:bow'],
  ])('%s is %s, and %s is offered', (query, kind, fixed) => {
    expect(problemOf(query)).toEqual({ kind, fixed });
  });

  it.each([
    ['breaker:stagger', 'unknown-keyword'],
    ['tag:shiny', 'unknown-value'],
    ['tag:', 'missing-value'],
    ['is:wzxqtlp', 'unknown-value'],
    ['is:', 'missing-value'],
    ['power:', 'missing-value'],
    ['power:>', 'not-a-number'],
    ['power:much', 'not-a-number'],
    ['power:>>4', 'not-a-number'],
    ['is:arc -', 'missing-term'],
    ['()', 'missing-term'],
    ['""', 'missing-term'],
    ['name:""', 'missing-value'],
    [`${'('.repeat(60)}is:arc`, 'too-deep'],
  ])('%s is %s, and nothing is offered', (query, kind) => {
    const { problem, hits } = askZoo(query);
    expect(problem).toMatchObject({ kind });
    expect(propose(problem!)).toBeUndefined();
    expect(hits).toEqual([]);
  });

  it('is named by the first place', () => {
    expect(askZoo('is:arc is:boww is:sowrd').problem).toMatchObject({ typed: 'is:boww', from: 7, to: 14 });
  });
});

describe('while it is being typed', () => {
  const atEnd = (query: string) => askZoo(query, query.length);

  it.each([
    'is:',
    'is:exo',
    'not:',
    'power:',
    'power:>',
    'season:wi',
    'name:',
    'name:"',
    '"',
    '-',
    '(',
    'not ',
    '/* se',
  ])('%s alone waits without a word', (query) => {
    expect(atEnd(query)).toEqual({ hits: [], waiting: true });
  });

  it.each([
    'is:handcannon is:exo',
    'is:handcannon or ',
    'is:handcannon or',
    'is:handcannon and',
    'is:handcannon not',
    'is:handcannon -',
    'is:handcannon (',
    'is:handcannon power:>=',
    'is:handcannon "',
    'is:handcannon /* my fav',
  ])('%s goes on finding what is complete', (query) => {
    expect(atEnd(query).problem).toBeUndefined();
    expect(atEnd(query).hits).toHaveLength(4);
  });

  it('finds by a quote that is still open', () => {
    expect(atEnd('"ace of sp').hits.map((hit) => hit.name)).toEqual(['Ace of Spades']);
    expect(atEnd('name:"ace of sp').hits.map((hit) => hit.name)).toEqual(['Ace of Spades']);
  });

  it('complains as soon as no letter could mend it, or the caret has left', () => {
    expect(problemOf('is:exotci', 9)?.kind).toBe('unknown-value');
    expect(problemOf('foo:', 4)?.kind).toBe('unknown-keyword');
    expect(problemOf('power:x', 7)?.kind).toBe('not-a-number');
    expect(problemOf('is:exo is:arc', 13)?.kind).toBe('unknown-value');
    expect(problemOf('is: is:arc', 10)?.kind).toBe('missing-value');
    expect(problemOf('is:exo', 4)).toBeUndefined();
  });

  it('lets the first word be one of the joining words', () => {
    expect(atEnd('or').waiting).toBe(false);
    expect(askZoo('is:weapon or').problem).toBeUndefined();
  });
});
