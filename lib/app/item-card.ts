import { cleanText } from '../base/clean-text';
import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { makeNearestName } from '../chat/nearest-name';
import { cardOf } from '../items/card';
import { columnPlugs, columnsOf, printingsOf } from '../items/card-columns';
import type { CardModel } from '../items/card-model';
import { foldName } from '../items/fold-name';
import { type NameHashes, type NameIndex, NO_TABLES } from '../items/item-definition';
import { NICKNAMES } from '../items/nicknames';
import type { DefinitionStore } from './ports';

/**
 * The card of an item by hash, or by name as chat writes it. Fails with `name-unknown`, whose fact `meant` is the name
 * that was probably meant.
 */
export async function itemCard(
  asked: { hash: Hash } | { name: string },
  definitions: DefinitionStore,
): Promise<Outcome<CardModel>> {
  if ((await definitions.current()) === undefined) return fail('no-definitions');
  if ('hash' in asked) return cardOfHash(asked.hash, definitions);
  const names = await namesOf(definitions);
  const hash = names?.hashes.get(foldName(asked.name));
  if (hash !== undefined) return cardOfHash(hash, definitions);
  const meant = names?.nearest(asked.name);
  return fail('name-unknown', meant === undefined ? {} : { meant });
}

async function cardOfHash(hash: Hash, definitions: DefinitionStore): Promise<Outcome<CardModel>> {
  const definition = (await definitions.items([hash])).get(hash);
  if (definition === undefined) return fail('name-unknown');
  const names = await namesOf(definitions);
  const others = names?.printings.get(cleanText(definition.name, 80).trim()) ?? [];
  const plugs = columnPlugs(definition);
  const [known, tables = NO_TABLES] = await Promise.all([
    definitions.items([...others, ...plugs]),
    definitions.tables(),
  ]);
  const columns = columnsOf(definition, known, tables);
  const source = names?.source(hash);
  const printings = printingsOf(
    others.flatMap((one) => known.get(one) ?? []),
    tables,
  );
  return ok({
    ...cardOf(definition, tables),
    ...(columns.length === 0 ? {} : { columns }),
    ...(source === undefined ? {} : { source }),
    // A link may name one that is not among them: an ornament's twin, or one too many.
    ...(printings.some((one) => one.hash === hash) && printings.length > 1 ? { printings } : {}),
  });
}

/** The name index for a chat page, unless it has this generation's already. */
export async function nameIndex(
  have: string | undefined,
  definitions: DefinitionStore,
): Promise<Outcome<{ unchanged: true } | { unchanged: false; index: NameIndex }>> {
  const current = await definitions.current();
  if (current === undefined) return fail('no-definitions');
  if (have === current.generation) return ok({ unchanged: true });
  const index = await definitions.names();
  if (index === undefined) return fail('no-definitions');
  return ok({ unchanged: false, index: { ...index.names, nicknames: NICKNAMES } });
}

/** The names of one generation, made at the first card and kept while the worker lives. */
interface Known {
  generation: string;
  hashes: ReadonlyMap<string, Hash>;
  printings: ReadonlyMap<string, readonly Hash[]>;
  nearest(typed: string): string | undefined;
  source(hash: Hash): string | undefined;
}

let known: Known | undefined;

async function namesOf(definitions: DefinitionStore): Promise<Known | undefined> {
  const current = await definitions.current();
  if (current === undefined) return undefined;
  if (known?.generation !== current.generation) {
    const index = await definitions.names();
    if (index === undefined) return undefined;
    known = {
      generation: current.generation,
      hashes: mapNames(index),
      printings: new Map(Object.entries(index.hashes.printings ?? {})),
      nearest: makeNearestName(index.names),
      source: sourceTeller(index.hashes),
    };
  }
  return known;
}

function sourceTeller({ sources }: NameHashes): Known['source'] {
  const of = new Map(sources?.of);
  return (hash) => {
    const text = cleanText(sources?.texts[of.get(hash) ?? -1] ?? '', 200).trim();
    return text === '' ? undefined : text;
  };
}

function mapNames({ names, hashes }: { names: NameIndex; hashes: NameHashes }): Map<string, Hash> {
  const map = new Map<string, Hash>();
  const add = (text: string, list: readonly Hash[]): void => {
    if (text === '') return;
    for (const [line, name] of text.split('\n').entries()) {
      const hash = list[line];
      const key = foldName(name);
      if (hash !== undefined && !map.has(key)) map.set(key, hash);
    }
  };
  // Gear first: where a material shares a gun's name, chat means the gun.
  add(names.gear, hashes.gear);
  add(names.others, hashes.others);
  return map;
}
