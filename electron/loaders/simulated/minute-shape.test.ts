import { expect, it } from 'vitest';
import { usualVolumeShare } from '../../engine/volume-curve.ts';
import { minuteShape } from './minute-shape.ts';

it('the volume of a simulated day comes as that of a real one: a usual day is usual all day long', () => {
  for (const minutes of [390, 210]) {
    const { volume } = minuteShape(minutes);
    const total = volume.reduce((sum, each) => sum + each, 0);
    let soFar = 0;
    for (const [minute, each] of volume.entries()) {
      soFar += each;
      const relative = soFar / total / usualVolumeShare(minute + 1, 0, minutes);
      expect(relative).toBeGreaterThan(0.8);
      expect(relative).toBeLessThan(1.25);
    }
  }
});
