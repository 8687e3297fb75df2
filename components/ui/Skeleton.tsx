const ROWS = [8, 9, 6, 4, 7];

/** Stands where the items will be, in their sizes, until the first picture is there. */
export function Skeleton({ label }: { label: string }) {
  return (
    <div class="skeleton" role="img" aria-label={label}>
      {ROWS.map((tiles, row) => (
        <div class="skeleton-slot" key={row}>
          <i class="skeleton-head" />
          <i class="skeleton-worn" />
          <div class="skeleton-grid">
            {Array.from({ length: tiles }, (_, tile) => (
              <i key={tile} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
