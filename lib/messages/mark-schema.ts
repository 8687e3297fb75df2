import * as z from 'zod/mini';
import type { ItemInstanceId } from '../base/ids';
import { applyMark, cleanNote, fitsNote, type Mark, TAGS } from '../inventory/marks';

export const instanceIdSchema = z.pipe(
  z.string().check(z.regex(/^\d{1,20}$/)),
  z.transform((id) => id as ItemInstanceId),
);

/** Cleaned first and measured then: what cannot be seen does not count. */
export const noteSchema = z.pipe(
  z.pipe(
    // More than this is not worth cleaning.
    z.string().check(z.maxLength(10_000)),
    z.transform(cleanNote),
  ),
  z.string().check(z.refine(fitsNote)),
);

export const tagSchema = z.enum(TAGS);

/** A mark as a file brings it. One that says nothing is no mark. */
export const markSchema: z.ZodMiniType<Mark> = z.pipe(
  z.object({
    instanceId: instanceIdSchema,
    tag: z.exactOptional(tagSchema),
    note: z.exactOptional(noteSchema),
    changedAtMs: z.number().check(z.int(), z.gte(0)),
  }),
  z.transform(({ changedAtMs, ...said }, context) => {
    const mark = applyMark(undefined, said, changedAtMs);
    if (mark !== undefined) return mark;
    context.issues.push({ code: 'custom', message: 'empty', input: said });
    return z.NEVER;
  }),
);
