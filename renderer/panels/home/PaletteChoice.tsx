import type { Settings } from '../../../shared/ipc/requests/product.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { SampleCandles } from './SampleCandles.tsx';

const PALETTES: readonly { readonly id: Settings['palette']; readonly name: string }[] = [
  { id: 'classic', name: 'Classic' },
  { id: 'colour_safe', name: 'Colour-safe' },
];

/** Red and green look alike to one man in twelve: both palettes stand side by side from the start. */
export function PaletteChoice() {
  const chosen = useSettings((state) => state.settings.palette);
  return (
    <fieldset className="home-palettes">
      <legend>Up and down colours</legend>
      {PALETTES.map(({ id, name }) => (
        <label key={id} className="home-palette" data-shows={id}>
          <input
            type="radio"
            className="radio"
            name="palette"
            checked={chosen === id}
            onChange={() => void changeSettings({ palette: id })}
          />
          <span>
            <strong>{name}</strong>
            <span className="home-palette-figures">
              <span className="sample-up">+1.34 %</span> <span className="sample-down">−0.55 %</span>
            </span>
          </span>
          <SampleCandles />
        </label>
      ))}
    </fieldset>
  );
}
