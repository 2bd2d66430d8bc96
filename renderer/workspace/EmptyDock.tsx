import { PANELS } from '../panels/registry.ts';
import { useWorkspace } from '../stores/workspace-store.ts';

/** Every panel is closed: what can be opened. */
export function EmptyDock() {
  const dock = useWorkspace((state) => state.dock);
  return (
    <div className="empty-dock">
      <strong>Every panel of this layout is closed.</strong>
      <div className="empty-dock-choices">
        {Object.entries(PANELS).map(([id, { title, icon: PanelIcon }]) => (
          <button key={id} type="button" className="button" onClick={() => dock?.show(id)}>
            <PanelIcon size={14} aria-hidden="true" />
            {title}
          </button>
        ))}
      </div>
    </div>
  );
}
