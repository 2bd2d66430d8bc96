import { type ReactNode, useEffect, useRef } from 'react';

interface HomeCardProps {
  readonly tone: 'sim' | 'folder' | 'last';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly foot: ReactNode;
  readonly keys?: string;
  readonly autoFocus?: boolean;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

/** One way to a session; the whole card is the button. */
export function HomeCard(props: HomeCardProps) {
  const { tone, icon, title, text, foot, keys, autoFocus = false, busy, onChoose } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (autoFocus) button.current?.focus();
  }, [autoFocus]);
  return (
    <button
      ref={button}
      type="button"
      className="home-card"
      data-tone={tone}
      // Not `disabled`: the focus stays where it is while something opens.
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onChoose();
      }}
    >
      <span className="home-card-icon">{icon}</span>
      <span className="home-card-title">{title}</span>
      <span className="home-card-text">{text}</span>
      <span className="home-card-foot">
        <span>{foot}</span>
        {keys !== undefined && <kbd>{keys}</kbd>}
      </span>
    </button>
  );
}
