import { render } from 'preact';
import { ItemCard } from '@/components/item/ItemCard';
import { EmptyState } from '@/components/ui/EmptyState';
import { failureText } from '@/components/ui/failure-text';
import { send } from '@/lib/platform/send';

/** One item's card, asked for by `?hash=` or `?name=`: what Alt+Enter in the address bar shows. */
async function show(root: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const hash = Number(asked.get('hash') ?? Number.NaN);
  const name = asked.get('name')?.slice(0, 120) ?? '';
  const answer = await send(
    'item.card',
    Number.isInteger(hash) && hash >= 0 ? { hash } : { name: name || '?' },
  );
  if (answer.ok) document.title = answer.value.name;
  render(
    answer.ok ? (
      <div class="card-frame">
        <ItemCard model={answer.value} />
      </div>
    ) : (
      <EmptyState icon="search" title={name || 'No item'}>
        <p>{failureText(answer.failure)}</p>
      </EmptyState>
    ),
    root,
  );
}

const root = document.getElementById('app');
if (root === null) throw new Error('card: no #app in index.html');
void show(root);
