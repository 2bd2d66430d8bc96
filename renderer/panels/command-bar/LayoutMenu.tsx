import { ChevronDown, LayoutDashboard, Lock } from 'lucide-react';
import { DropMenu } from '../../components/DropMenu.tsx';
import { keyParts } from '../../hotkeys/keys.ts';
import { layoutCommands } from '../../hotkeys/layout-commands.ts';
import { layoutNames } from '../../stores/workspace-document.ts';
import { switchLayout, useWorkspace } from '../../stores/workspace-store.ts';

/** Which arrangement of panels is shown, and what can be done with it. */
export function LayoutMenu() {
  const document = useWorkspace((state) => state.document);
  if (document === null) return null;
  const layouts = layoutNames(document).map((name) => ({
    id: name,
    label: name,
    checked: name === document.active,
    run: () => switchLayout(name),
  }));
  const others = layoutCommands()
    .filter(({ id }) => !id.startsWith('layout.show-'))
    .map(({ id, title, key, icon, run }, index) => ({
      id,
      label: title,
      icon,
      run,
      separated: index === 0,
      ...(key === null ? {} : { keys: keyParts(key) }),
    }));
  return (
    <DropMenu label="Layout" items={[...layouts, ...others]} align="end">
      {document.locked ? <Lock size={14} /> : <LayoutDashboard size={16} />}
      <span className="layout-name">{document.active}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </DropMenu>
  );
}
