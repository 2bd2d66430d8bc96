import { Icon } from './icons.tsx';

export interface ToastView {
  readonly id: number;
  readonly level: 'info' | 'refused';
  readonly title: string;
  readonly lines: readonly string[];
}

/** Messages in the corner, the newest lowest; announced politely. */
export function ToastStack({
  toasts,
  onDismiss,
}: {
  toasts: readonly ToastView[];
  onDismiss: (id: number) => void;
}) {
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.level}`}>
          <Icon name={toast.level === 'refused' ? 'warning' : 'dot'} />
          <span className="strong">{toast.title}</span>
          <button type="button" aria-label="Dismiss" onClick={() => onDismiss(toast.id)}>
            <Icon name="close" />
          </button>
          {toast.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ))}
    </div>
  );
}
