import { numberText, say } from '../../lib/base/words';
/** A heading with its count at the right. */
export function SectionHead({ title, count, id }: { title: string; count?: string; id?: string }) {
  return (
    <h2 class="section-head" id={id}>
      {title}
      {count !== undefined && <small>{count}</small>}
    </h2>
  );
}

/** `8/10`, or just `8` while the size is not known. */
export function countText(count: number, capacity: number | undefined): string {
  return capacity === undefined ? numberText(count) : say('items_count_of', { count, capacity });
}
