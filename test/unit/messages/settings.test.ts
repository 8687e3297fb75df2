import { describe, expect, it } from 'vitest';
import { INITIAL_SETTINGS, SETTINGS } from '../../../lib/messages/settings';
import { readSettings, SettingsChange } from '../../../lib/messages/settings-schema';
import { completeViews } from '../../../lib/messages/views';

describe('settings', () => {
  it.each(Object.keys(SETTINGS))('%s starts with a value it accepts itself', (name) => {
    const start = { [name]: INITIAL_SETTINGS[name as keyof typeof SETTINGS] };
    expect(SettingsChange.safeParse(start)).toEqual({ success: true, data: start });
  });

  it.each([
    { moveOthers: 'no' },
    { connectAs: 'root' },
    { keepDays: -1 },
    { keepDays: 1.5 },
    { quietHours: { fromMinute: 0, toMinute: 1_440 } },
    { mutedNicks: ['two words'] },
    { nicknames: [['ghorn']] },
  ])('refuse %j', (change) => {
    expect(SettingsChange.safeParse(change).success).toBe(false);
  });

  it('drop what a newer version added rather than keep it unchecked', () => {
    expect(SettingsChange.safeParse({ fromTheFuture: 1, toasts: false })).toEqual({
      success: true,
      data: { toasts: false },
    });
  });

  it('keep what still fits and start anew with what does not', () => {
    const read = readSettings({ toasts: false, keepDays: 'long', spotMode: 'strict' }, INITIAL_SETTINGS);
    expect(read).toEqual({ ...INITIAL_SETTINGS, toasts: false, spotMode: 'strict' });
    expect(readSettings(null, INITIAL_SETTINGS)).toEqual(INITIAL_SETTINGS);
  });

  it('have their first values where an older version stored fewer', () => {
    const stored = { moveOthers: false } as never;
    expect(completeViews({ settings: stored }).settings).toEqual({ ...INITIAL_SETTINGS, moveOthers: false });
  });
});
