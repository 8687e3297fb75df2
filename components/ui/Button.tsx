import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  onPress(): void;
  /** `primary` is what Enter does; there is at most one in sight. */
  kind?: 'primary' | 'plain' | 'link';
  disabled?: boolean;
  /** For buttons that show only a drawing. */
  label?: string;
  /** What it is called aloud, where its text alone is not enough; not shown. */
  name?: string;
  /** For buttons that open something. */
  expanded?: boolean;
}

/** A press that does one thing. */
export function Button({ children, onPress, kind = 'plain', disabled, label, name, expanded }: ButtonProps) {
  return (
    <button
      type="button"
      class={`btn btn-${kind}`}
      disabled={disabled}
      aria-label={label ?? name}
      title={label}
      aria-expanded={expanded}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
