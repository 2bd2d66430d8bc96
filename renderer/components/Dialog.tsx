import './dialog.css';
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** A button of a dialog's footer. */
export interface DialogAction {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: ReactNode;
  /** `primary` is filled, `danger` outlined in red. */
  readonly look?: 'primary' | 'plain' | 'danger';
  /** `start` stands apart on the left. */
  readonly place?: 'start' | 'end';
  /** Has the focus when the dialog opens: the safe answer. At most one. */
  readonly isDefault?: boolean;
  readonly disabled?: boolean;
  /** Why it is disabled, or what it does. */
  readonly hint?: string;
}

interface DialogProps {
  readonly title: ReactNode;
  /** The sentence under the title. */
  readonly lead?: ReactNode;
  readonly icon?: ReactNode;
  /** Colour of the icon's tile. */
  readonly tone?: 'accent' | 'locked' | 'stale' | 'error';
  readonly children?: ReactNode;
  readonly actions: readonly DialogAction[];
  /** Escape: nothing is done. */
  readonly onCancel: () => void;
  /** In CSS px. */
  readonly width?: number;
}

/**
 * Asks the user before anything else goes on. The focus stays inside, Escape cancels, and it begins on the
 * default action, or on the element marked `data-autofocus`. The scrim leaves the command bar and the status
 * bar in view: mode, clock and feed stay readable.
 */
export function Dialog({
  title,
  lead,
  icon,
  tone = 'accent',
  children,
  actions,
  onCancel,
  width = 606,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // In the layout phase: a dialog that is closed before it leaves the page gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element.close();
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      style={{ width }}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onClose={() => {
        if (dialog.current?.isConnected) onCancel();
      }}
    >
      <header className="dialog-header">
        {icon !== undefined && <span className={`dialog-icon tone-${tone}`}>{icon}</span>}
        <div>
          <h2 id={titleId}>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
      </header>
      {children !== undefined && <div className="dialog-body">{children}</div>}
      <footer className="dialog-footer">
        {actions
          .filter(({ place }) => place === 'start')
          .map((action) => (
            <DialogButton key={action.label} action={action} />
          ))}
        <span className="spacer" />
        {actions
          .filter(({ place }) => place !== 'start')
          .map((action) => (
            <DialogButton key={action.label} action={action} />
          ))}
      </footer>
    </dialog>,
    document.body,
  );
}

function DialogButton({ action }: { action: DialogAction }) {
  const { label, run, icon, look = 'plain', isDefault = false, disabled, hint } = action;
  const press = (event: MouseEvent) => {
    // A second click of a double click is not a second answer.
    if (event.detail <= 1) run();
  };
  return (
    <button
      type="button"
      className={`dialog-button ${look}`}
      data-autofocus={isDefault ? '' : undefined}
      disabled={disabled}
      title={hint}
      onClick={press}
    >
      {icon}
      {label}
    </button>
  );
}
