import { Icon } from './icons.tsx';

export interface ToastView {
  readonly id: number;
  readonly level: 'info' | 'refused';
  readonly title: string;
  readonly lines: readonly string[];
  readonly action: { readonly label: string; readonly run: () => void } | null;
  readonly times: number;
}

interface ToastStackProps {
  readonly toasts: readonly ToastView[];
  readonly onDismiss: (id: number) => void;
  /** The pointer or the keyboard is on them, or has left them. */
  readonly onHold: (held: boolean) => void;
}

/** Messages above the status bar, the newest lowest; announced politely. */
export function ToastStack({ toasts, onDismiss, onHold }: ToastStackProps) {
  return (
    <section
      className="toasts"
      aria-label="Messages"
      aria-live="polite"
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocus={() => onHold(true)}
      onBlur={() => onHold(false)}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={() => onDismiss(toast.id)} />
      ))}
    </section>
  );
}

function ToastCard({ toast, onDismiss }: { toast: ToastView; onDismiss: () => void }) {
  const { level, title, lines, action, times } = toast;
  const act = () => {
    action?.run();
    onDismiss();
  };
  return (
    <div className={`toast ${level}`}>
      <Icon name={level === 'refused' ? 'warning' : 'dot'} />
      <div className="toast-text">
        <span className="strong">
          {title}
          {times > 1 && <span className="muted"> · {times} times</span>}
        </span>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {action !== null && (
        <button type="button" className="toast-action" onClick={act}>
          {action.label}
        </button>
      )}
      <button type="button" className="toast-close" aria-label="Dismiss" onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
