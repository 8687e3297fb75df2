import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../lib/base/failure-codes';
import { files, PRODUCT, text } from './tree';

const product = files(PRODUCT).filter((file) => !/failure-(codes|text)\.ts$/.test(file));
const tests = files(/^test\/(unit|e2e|long)\/.*\.tsx?$/).filter((file) => !/failure-text/.test(file));

describe.each([...FAILURE_CODES])('failure %s', (code) => {
  it('is told by something', () => {
    expect(product.some((file) => text(file).includes(`'${code}'`))).toBe(true);
  });

  it('is made to happen by a test', () => {
    expect(tests.some((file) => text(file).includes(`'${code}'`))).toBe(true);
  });
});
