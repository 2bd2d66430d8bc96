import type { IDockviewPanelProps } from 'dockview-react';
import { Component, type ReactNode, useMemo } from 'react';
import { PanelHostProvider } from '../components/panel-host.tsx';
import { PANELS, panelKind } from '../panels/registry.ts';
import { useActionSlots } from './action-slots.ts';
import { usePanelTurn } from './panel-turns.ts';

/** One panel in its place: it knows where it is, and its fault stays its own. */
export function DockPanel({ api }: IDockviewPanelProps) {
  const { id } = api;
  const actions = useActionSlots((state) => state.ends[id] ?? null);
  const badges = useActionSlots((state) => state.starts[id] ?? null);
  const host = useMemo(() => ({ id, actions, badges }), [id, actions, badges]);
  const isDrawn = usePanelTurn(panelKind(id));
  const entry = PANELS[panelKind(id)];
  if (entry === undefined) return null;
  const { Panel, title } = entry;
  return (
    <PanelHostProvider value={host}>
      <div className="dock-panel">
        <PanelFault title={title}>{isDrawn && <Panel />}</PanelFault>
      </div>
    </PanelHostProvider>
  );
}

interface FaultProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Keeps the rest of the window alive where one panel cannot be drawn. */
class PanelFault extends Component<FaultProps, { fault: string | null }> {
  override state = { fault: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render() {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <div className="panel-fault" role="alert">
        <strong>{this.props.title} could not be drawn</strong>
        <span>{fault}</span>
        <button type="button" className="button" onClick={() => this.setState({ fault: null })}>
          Try again
        </button>
      </div>
    );
  }
}
