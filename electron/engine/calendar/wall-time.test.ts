import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { formatWallTime, parseWallTime } from './wall-time.ts';

describe('wall times', () => {
  it('are read with and without seconds', () => {
    expect(parseWallTime('09:30')).toBe(34_200_000);
    expect(parseWallTime('23:59:59')).toBe(86_399_000);
  });

  it('are written with seconds, before 1970 too', () => {
    expect(formatWallTime(34_200_999)).toBe('09:30:00');
    expect(formatWallTime(-1)).toBe('23:59:59');
  });

  it.each(['9:30', '24:00', '12:60', '12:00:60', '', '09:30 '])('refuse "%s"', (text) => {
    expect(() => parseWallTime(text)).toThrow(InvalidArgumentError);
  });
});
