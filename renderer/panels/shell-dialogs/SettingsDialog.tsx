import { Settings as SettingsIcon } from 'lucide-react';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/ipc/requests/product.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Segments } from '../../components/Segments.tsx';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { closeDialog, openDialog } from '../../stores/shell-store.ts';

interface Choice<Name extends keyof Settings> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
  readonly options: readonly { readonly value: Settings[Name]; readonly label: string }[];
}

const THEME: Choice<'theme'> = {
  name: 'theme',
  label: 'Theme',
  hint: 'System follows the computer’s own setting.',
  options: [
    { value: 'dark', label: 'Dark' },
    { value: 'light', label: 'Light' },
    { value: 'system', label: 'System' },
  ],
};
const PALETTE: Choice<'palette'> = {
  name: 'palette',
  label: 'Up and down',
  hint: 'Blue and amber are told apart with red-green colour blindness.',
  options: [
    { value: 'classic', label: 'Green and red' },
    { value: 'colour_safe', label: 'Blue and amber' },
  ],
};
const DENSITY: Choice<'density'> = {
  name: 'density',
  label: 'Rows',
  hint: 'Compact 24 px, normal 28 px, roomy 36 px.',
  options: [
    { value: 'compact', label: 'Compact' },
    { value: 'normal', label: 'Normal' },
    { value: 'roomy', label: 'Roomy' },
  ],
};
const FLASH: Choice<'flash'> = {
  name: 'flash',
  label: 'A changed value',
  hint: 'Tint colours the cell for a moment, dot marks it without colour.',
  options: [
    { value: 'tint', label: 'Tint' },
    { value: 'tick', label: 'Dot' },
    { value: 'off', label: 'Off' },
  ],
};

const SOUNDS: Choice<'sounds'> = {
  name: 'sounds',
  label: 'Sounds',
  hint: 'Hits of scanners that ask for a sound are heard, once in two seconds at most.',
  options: [
    { value: 'on', label: 'On' },
    { value: 'off', label: 'Off' },
  ],
};

/** How the window looks; each change shows at once and is saved. */
export function SettingsDialog() {
  const settings = useSettings((state) => state.settings);
  const saving = useSettings((state) => state.saving);
  const isDefault = (Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]).every(
    (name) => settings[name] === DEFAULT_SETTINGS[name],
  );
  return (
    <Dialog
      title="Settings"
      lead={saving ? 'Saving…' : 'Changes show at once and are saved.'}
      icon={<SettingsIcon size={16} aria-hidden="true" />}
      width={540}
      onCancel={closeDialog}
      actions={[
        {
          label: 'Reset to defaults',
          run: () => void changeSettings(DEFAULT_SETTINGS),
          place: 'start',
          disabled: isDefault,
        },
        { label: 'Keys…', run: () => openDialog('keys') },
        { label: 'Close', run: closeDialog, look: 'primary', isDefault: true },
      ]}
    >
      <div className="settings-list">
        <SettingLine choice={THEME} />
        <SettingLine choice={PALETTE} />
        <SettingLine choice={DENSITY} />
        <SettingLine choice={FLASH} />
        <SettingLine choice={SOUNDS} />
      </div>
    </Dialog>
  );
}

function SettingLine<Name extends keyof Settings>({ choice }: { choice: Choice<Name> }) {
  const { name, label, hint, options } = choice;
  const value = useSettings((state) => state.settings[name]);
  return (
    <div className="setting">
      <div>
        <span className="strong">{label}</span>
        {value !== DEFAULT_SETTINGS[name] && <span className="setting-changed">changed</span>}
        <p className="muted">{hint}</p>
      </div>
      <Segments
        label={label}
        options={options}
        value={value}
        onChoose={(chosen) => void changeSettings({ [name]: chosen })}
      />
    </div>
  );
}
