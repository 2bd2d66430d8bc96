import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

interface BannerProps {
  /** True for what stops the work: it is announced at once. */
  readonly critical: boolean;
  readonly text: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Stands until its cause is gone. */
export function Banner({ critical, text, children }: BannerProps) {
  return (
    <div className={`banner ${critical ? 'critical' : ''}`} role={critical ? 'alert' : 'status'}>
      <Icon name="warning" />
      <span className="banner-text">{text}</span>
      {children}
    </div>
  );
}
