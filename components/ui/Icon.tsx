/** Drawn for this project on a 16 px grid, strokes of 1.6. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14',
  check: 'm3 8.6 3.2 3.2L13 4.8',
  warning: 'M8 2.2 14.6 13.6H1.4ZM8 6.4v3.4M8 11.6v.2',
  turning: 'M8 2.2a5.8 5.8 0 1 1-5.8 5.8',
  clear: 'm4 4 8 8M12 4l-8 8',
  lock: 'M4 7.4h8v6H4ZM5.6 7.4V5.2a2.4 2.4 0 0 1 4.8 0v2.2',
  unlock: 'M4 7.4h8v6H4ZM5.6 7.4V5a2.4 2.4 0 0 1 4.6-.9',
  more: 'M3.4 8h.2M7.9 8h.2M12.4 8h.2',
  refresh: 'M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.4 2v2.8h-2.8',
  items: 'M2.4 2.4h4.4v4.4H2.4ZM9.2 2.4h4.4v4.4H9.2ZM2.4 9.2h4.4v4.4H2.4ZM9.2 9.2h4.4v4.4H9.2Z',
  crate: 'M2.2 5 8 2l5.8 3v6L8 14l-5.8-3ZM2.2 5 8 8l5.8-3M8 8v6',
  back: 'M10 3 5 8l5 5',
  whispers: 'M2.4 3h11.2v8H7.2L4 13.6V11H2.4Z',
  window: 'M6.4 3H3v10h10V9.6M9 3h4v4M13 3 7.6 8.4',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative drawing in the colour of the text around it; what it means is said in words beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
