import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';

const config = readConfig('assets/examples/simulated.json');

describe('a config that names a symbol which no source has', () => {
  it.each([
    ['session_data_config.symbols', { ...config.session_data_config, symbols: [symbolId('AAPLL')] }],
    [
      'session_data_config.universe.symbols',
      { ...config.session_data_config, universe: { symbols: [symbolId('AAPLL')] } },
    ],
  ])('is refused at %s, with the symbol that was meant', async (place, session_data_config) => {
    const played = playConfig({ ...config, session_data_config });
    await expect(played).rejects.toThrow(InvalidArgumentError);
    await expect(played).rejects.toThrow(`${place} is "AAPLL"`);
    await expect(played).rejects.toThrow('did you mean AAPL?');
  });
});
