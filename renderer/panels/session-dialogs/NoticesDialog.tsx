import { FileWarning } from 'lucide-react';
import { Dialog } from '../../components/Dialog.tsx';
import { dismissNotices, useHome } from '../../stores/home-store.ts';
import { dismissSettingsNotice, useSettings } from '../../stores/settings-store.ts';

/** Files of the program's own that could not be read, while a session is open; the start screen shows them itself. */
export function NoticesDialog() {
  const isOpen = useHome((state) => state.state?.open === true);
  const notices = useHome((state) => state.newNotices);
  const settings = useSettings((state) => state.notice);
  const all = [...notices, ...(settings === null ? [] : [settings])];
  if (!isOpen || all.length === 0) return null;
  const close = () => {
    dismissNotices();
    dismissSettingsNotice();
  };
  return (
    <Dialog
      title="Not everything that was kept could be read"
      icon={<FileWarning size={16} aria-hidden="true" />}
      tone="stale"
      onCancel={close}
      actions={[{ label: 'Continue', run: close, look: 'primary', isDefault: true }]}
    >
      <ul className="dialog-list">
        {all.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </Dialog>
  );
}
