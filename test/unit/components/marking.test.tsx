// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { NoteField, type NoteFieldProps } from '@/components/inventory/NoteField';
import { TagRow } from '@/components/inventory/TagRow';
import { fail, type Outcome, ok } from '@/lib/base/outcome';
import { LONGEST_NOTE } from '@/lib/inventory/marks';
import { button, mount, words } from './mount';

describe('the row of tags', () => {
  it('says which one it is, gives another, and takes it away when pressed again', () => {
    const onTag = vi.fn();
    const root = mount(<TagRow name="Sunshot" tag="keep" onTag={onTag} />);
    expect(root.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Tag of Sunshot');
    const pressed = [...root.querySelectorAll('button')].map((one) => one.getAttribute('aria-pressed'));
    expect(pressed).toEqual(['false', 'true', 'false', 'false', 'false']);
    void act(() => button(root, 'Junk').click());
    void act(() => button(root, 'Keep').click());
    expect(onTag.mock.calls).toEqual([['junk'], [null]]);
  });
});

/** A field that keeps notes as its owner does, and what it asked for. */
function field(
  change: Partial<NoteFieldProps> = {},
  end: () => Outcome<null> | Promise<Outcome<null>> = () => ok(null),
) {
  const kept: string[] = [];
  const drafts: (string | undefined)[] = [];
  const onLeave = vi.fn();
  let note = change.note ?? '';
  const root = document.createElement('div');
  const draw = (more: Partial<NoteFieldProps> = {}) =>
    void act(() =>
      render(
        <NoteField
          name="Sunshot"
          draft={undefined}
          onDraft={(text) => drafts.push(text)}
          onKeep={async (text) => {
            kept.push(text);
            const ended = await end();
            if (ended.ok) note = text;
            draw();
            return ended;
          }}
          onLeave={onLeave}
          {...change}
          {...more}
          note={note}
        />,
        root,
      ),
    );
  draw();
  const box = () => root.querySelector('textarea') as HTMLTextAreaElement;
  const happens = (event: Event) =>
    act(async () => {
      box().dispatchEvent(event);
      await new Promise((resolve) => setTimeout(resolve));
    });
  return {
    kept,
    drafts,
    onLeave,
    draw,
    box,
    said: () => words(root.querySelector('[role=status]')),
    type: (text: string) =>
      void act(() => {
        box().value = text;
        box().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    press: async (key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
      await happens(event);
      return event.defaultPrevented;
    },
    leave: () => happens(new FocusEvent('blur')),
    gone: () => act(() => render(null, root)),
  };
}

describe('the note', () => {
  it.each([{}, { ctrlKey: true }, { shiftKey: true }])('is kept on Enter %j, once', async (more) => {
    const note = field();
    note.type(' For the\nraid ');
    expect(await note.press('Enter', more)).toBe(true);
    await note.leave();
    expect(note.kept).toEqual(['For the raid']);
    expect(note.box().value).toBe('For the raid');
    expect(note.drafts.at(-1)).toBeUndefined();
  });

  it('is not kept by the Enter that ends a word of another script', async () => {
    const note = field();
    note.type('メモ');
    await note.press('Enter', { isComposing: true });
    expect(note.kept).toEqual([]);
  });

  it('is kept when it is left, and only when something is other than before', async () => {
    const note = field({ note: 'Mine' });
    await note.leave();
    note.type('Mine ');
    await note.leave();
    expect(note.kept).toEqual([]);
    note.type('');
    await note.leave();
    expect(note.kept).toEqual(['']);
  });

  it('comes back on Escape; a second one leaves', async () => {
    const note = field({ note: 'Mine' });
    note.type('Not this');
    expect(await note.press('Escape')).toBe(true);
    expect(note.box().value).toBe('Mine');
    expect(note.onLeave).not.toHaveBeenCalled();
    await note.press('Escape');
    expect(note.onLeave).toHaveBeenCalledOnce();
    await note.leave();
    expect(note.kept).toEqual([]);
  });

  it('stays as typed while everything around it is drawn anew, and where it is drawn anew itself', () => {
    const note = field({ note: 'Mine' });
    note.type('Half a');
    note.draw();
    expect(note.box().value).toBe('Half a');
    expect(note.drafts).toEqual(['Half a']);
    expect(field({ note: 'Mine', draft: 'Half a' }).box().value).toBe('Half a');
  });

  it('is kept when it is taken away or the page goes, for neither says that it was left', async () => {
    const taken = field();
    taken.type('First');
    await taken.gone();
    expect(taken.kept).toEqual(['First']);
    const closed = field();
    closed.type('Second');
    await act(async () => void dispatchEvent(new Event('pagehide')));
    expect(closed.kept).toEqual(['Second']);
  });

  it('stays in the field with the reason when it could not be kept, and is tried again', async () => {
    let full = true;
    const note = field({}, () => (full ? fail('marks-full') : ok(null)));
    note.type('Mine');
    await note.press('Enter');
    expect(note.box().value).toBe('Mine');
    expect(note.said()).toMatch(/^There is no room for more tags and notes/);
    expect(note.box().getAttribute('aria-invalid')).toBe('true');
    full = false;
    await note.leave();
    expect(note.kept).toEqual(['Mine', 'Mine']);
    expect(note.said()).toBe('');
  });

  it('is asked for once while the answer is on its way, and what is typed meanwhile is not lost', async () => {
    const answers: ((end: Outcome<null>) => void)[] = [];
    const note = field({}, () => new Promise((resolve) => answers.push(resolve)));
    note.type('One');
    await note.press('Enter');
    await note.leave();
    expect(note.kept).toEqual(['One']);
    note.type('One and two');
    await act(async () => {
      answers[0]?.(ok(null));
      await new Promise((resolve) => setTimeout(resolve));
    });
    expect(note.box().value).toBe('One and two');
    await note.leave();
    expect(note.kept).toEqual(['One', 'One and two']);
  });

  it('counts what is left near the end, and keeps nothing that is too long', async () => {
    const note = field();
    note.type('x'.repeat(900));
    expect(note.said()).toBe('');
    note.type('🔥'.repeat(LONGEST_NOTE - 1));
    expect(note.said()).toBe('1 character left');
    note.type('x'.repeat(LONGEST_NOTE + 3));
    expect(note.said()).toMatch(/^3 characters too many/);
    await note.press('Enter');
    expect(note.kept).toEqual([]);
    note.type('x'.repeat(LONGEST_NOTE));
    await note.press('Enter');
    expect(note.kept).toEqual(['x'.repeat(LONGEST_NOTE)]);
  });

  it('is text, whatever stands in it', () => {
    const note = field({ note: '</textarea><img src=x onerror=alert(1)>' });
    expect(note.box().value).toBe('</textarea><img src=x onerror=alert(1)>');
    expect(note.box().closest('div')?.querySelector('img')).toBeNull();
  });
});
